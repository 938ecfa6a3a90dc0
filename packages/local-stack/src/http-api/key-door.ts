import { accountId, region } from '../lambda/lambda-function.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Log } from '../log/log.ts';
import type { Door, DoorRequest, Entry } from './door.ts';
import { gatewayMessage } from './gateway-response.ts';

/** Longest an HTTP API waits for an authorizer; AWS quota page, checked 2026-11. */
const AUTHORIZER_MS = 10_000;

export interface KeyDoorOptions {
  readonly functionName: string;
  readonly lambda: Pick<LambdaService, 'invoke'>;
  readonly log: Log;
  readonly authorizerTimeoutMs?: number;
}

/**
 * Authorization type `CUSTOM`: a REQUEST authorizer of payload format 2.0 with simple responses, of which nothing is kept, so that it is
 * asked for every request. Its only identity source is the route, which is always there: no request is turned away (401) unasked.
 */
export function createKeyDoor({
  functionName,
  lambda,
  log,
  authorizerTimeoutMs = AUTHORIZER_MS,
}: KeyDoorOptions): Door {
  const ask = async (event: Record<string, unknown>): Promise<unknown> => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('it took too long')), authorizerTimeoutMs);
    const invoked = lambda.invoke(functionName, Buffer.from(JSON.stringify(event)));
    const { ok, payload } = await Promise.race([invoked, late.promise]).finally(() => clearTimeout(timer));
    if (ok) return JSON.parse(payload.toString());
    throw new Error(payload.toString().slice(0, 2_000));
  };
  return async (request) => {
    const answer = await ask(authorizerEvent(request)).catch((error) => {
      log.write('error', 'http', 'the authorizer failed', { routeKey: request.match.routeKey, reason: String(error) });
      return undefined;
    });
    return entryOf(answer);
  };
}

/** The event of the route without its body: authorizers are asked before it is read. */
function authorizerEvent({ request: { method = '' }, match, event }: DoorRequest): Record<string, unknown> {
  const { body: _body, isBase64Encoded: _encoding, rawPath, ...rest } = event;
  const { apiId, stage } = event.requestContext as { readonly apiId: string; readonly stage: string };
  return {
    ...rest,
    rawPath,
    type: 'REQUEST',
    routeArn: `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage}/${method}${rawPath}`,
    identitySource: [match.routeKey],
  };
}

/** Whatever is no simple response is the authorizer's fault, and the caller's 500. */
function entryOf(answer: unknown): Entry {
  const { isAuthorized, context = null } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  if (isAuthorized === false) return { refusal: gatewayMessage(403), reason: 'not authorized' };
  if (isAuthorized !== true || typeof context !== 'object')
    return { refusal: gatewayMessage(500), reason: 'the authorizer failed' };
  const agent = (context as { readonly agent?: unknown } | null)?.agent;
  return {
    authorizer: { lambda: context },
    agent: typeof agent === 'string' ? agent.replace(/^\d+\//, '') : undefined,
  };
}
