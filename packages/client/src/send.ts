import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type ReceivedResponse, toAnswer } from './answer.ts';
import type { Credentials, KeyCredentials } from './credentials.ts';
import { TransportError, toProblemError } from './problem-error.ts';
import { delayBeforeRetry, type RetryPolicy } from './retry.ts';
import { type PlainRequest, signRequest } from './sign-request.ts';

/** One call of the API, before it has an address and a signature. */
export interface Call {
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Doing it twice is the same as doing it once. */
  readonly repeatable: boolean;
  /** `false` for the open routes: they get no key either. */
  readonly signed?: boolean;
  /** A status of 400 or above that is an answer like any other. */
  readonly expectedStatus?: number;
  readonly signal?: AbortSignal;
}

export interface Connection {
  readonly endpoint: string;
  readonly credentials: Credentials | KeyCredentials;
  readonly region: string;
  readonly fetch: typeof fetch;
  /** For one try. */
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
}

/** Sends a call, again where that is safe. Throws `ProblemError` for 400 and above, `TransportError` without an answer. */
export async function send<Data>(connection: Connection, call: Call): Promise<Answer<Data>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return toAnswer<Data>(await tryOnce(connection, call));
    } catch (error) {
      const delayMs = delayBeforeRetry(error, { attempt, repeatable: call.repeatable, policy: connection.retry });
      if (delayMs === undefined || call.signal?.aborted) throw error;
      await sleep(delayMs, undefined, call.signal && { signal: call.signal });
    }
  }
}

/** Every try is signed anew: a signature is good for five minutes only. */
async function tryOnce(connection: Connection, call: Call): Promise<ReceivedResponse> {
  const request = await requestOf(connection, call);
  const name = `${call.method} ${request.url.pathname}`;
  const response = await receive(connection, request, call.signal, name);
  if (response.status >= 400 && response.status !== call.expectedStatus) throw toProblemError(name, response);
  return response;
}

async function requestOf({ endpoint, credentials, region }: Connection, call: Call): Promise<PlainRequest> {
  const { method, target, headers = {}, body } = call;
  const url = new URL(`${endpoint.replace(/\/+$/, '')}${target}`);
  const plain = { method, url, headers, ...(body !== undefined && { body }) };
  if (call.signed === false) return plain;
  if ('bearer' in credentials)
    return { ...plain, headers: { ...headers, authorization: `Bearer ${credentials.bearer}` } };
  return signRequest(plain, { credentials, region });
}

async function receive(
  { fetch, timeoutMs }: Connection,
  { method, url, headers, body }: PlainRequest,
  signal: AbortSignal | undefined,
  name: string,
): Promise<ReceivedResponse> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(headers && { headers: { ...headers } }),
      ...(body && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (timeout.aborted) throw new TransportError('timeout', `${name} gave no answer within ${timeoutMs} ms`, error);
    throw new TransportError('connection', `${name} could not be sent to ${url.origin}: ${reasonOf(error)}`, error);
  }
}

/** What fetch hides in `cause`: "fetch failed" alone helps nobody. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { message?: string; code?: string }; message?: string };
  return cause?.message || cause?.code || message || String(error);
}
