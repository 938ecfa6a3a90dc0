import { type AgentId, type Attempt, canonicalJson, sha256Of, type WithIdempotency } from '@dtr/core';
import { type HttpEvent, type HttpResponse, idempotencyKeyOf } from '@dtr/lambda-kit';

export interface OnceOptions {
  readonly event: HttpEvent;
  readonly agent: AgentId;
  readonly withIdempotency: WithIdempotency;
  /** The parsed body: white space and the order of members make no other request. */
  readonly body: unknown;
}

/** Runs a request that changes something: once for each `Idempotency-Key`, or plainly when there is none. */
export async function answerOnce(
  { event, agent, withIdempotency, body }: OnceOptions,
  run: (attempt?: Attempt) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const key = idempotencyKeyOf(event);
  if (key === undefined) return run();
  const fingerprint = sha256Of(canonicalJson([event.routeKey, event.pathParameters ?? {}, body]));
  const { answer, replayed } = await withIdempotency({ agent, key, fingerprint }, async (attempt) => {
    const { statusCode, headers, body: text = '' } = await run(attempt);
    return { status: statusCode, headers, body: text };
  });
  const headers = replayed ? { ...answer.headers, 'idempotent-replayed': 'true' } : answer.headers;
  return { statusCode: answer.status, headers, body: answer.body };
}
