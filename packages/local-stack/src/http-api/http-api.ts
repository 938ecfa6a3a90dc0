import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '@dtr/contracts';
import type { Log } from '../log/log.ts';
import { readBody } from '../net/read-body.ts';
import { type CorsConfiguration, corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import type { Door } from './door.ts';
import { httpApiEvent, withAuthorizer } from './event.ts';
import { type GatewayResponse, gatewayMessage } from './gateway-response.ts';
import { type Integration, integrate } from './integrate.ts';
import { createRouteTable } from './route-table.ts';
import { createTokenBucket, type Throttle } from './token-bucket.ts';

/** Largest body of a request to an HTTP API; AWS quota page, checked 2026-11. */
const BODY_BYTES = 10 * 1_024 * 1_024;

export interface HttpApiOptions extends Integration {
  readonly routes: readonly Route[];
  /** Before the routes that are not open. */
  readonly door: Door;
  readonly cors: CorsConfiguration;
  readonly throttle: Throttle | 'off';
}

/** What is known of a request when it has been answered. */
interface Exchange {
  readonly requestId: string;
  readonly at: Date;
  agent?: string | undefined;
  /** Why the door stayed closed: for the log alone, the caller is not told. */
  refusal?: string;
}

/** An HTTP API in front of the functions: routes, limits, its door, CORS. Every request gets an answer and an `X-Request-Id`. */
export function createHttpApi(options: HttpApiOptions) {
  const findRoute = createRouteTable(options.routes);
  const isWithinRate = options.throttle === 'off' ? () => true : createTokenBucket(options.throttle);

  async function answer(request: IncomingMessage, exchange: Exchange): Promise<GatewayResponse | undefined> {
    const { method = '', url = '/', headers } = request;
    if (isPreflight(method, headers))
      return { status: 204, headers: preflightHeaders(options.cors, headers), cookies: [], body: Buffer.alloc(0) };
    const at = url.indexOf('?');
    const path = decodedPath(at < 0 ? url : url.slice(0, at));
    if (path === undefined) return gatewayMessage(400);
    const match = findRoute(method, path);
    if (!match) return gatewayMessage(404);
    if (!isWithinRate()) return gatewayMessage(429);
    const body = await readBody(request, BODY_BYTES);
    if (body === 'aborted') return undefined;
    if (body === 'too-large') return gatewayMessage(413);
    const rawQueryString = at < 0 ? '' : url.slice(at + 1);
    const event = httpApiEvent({ request, match, path, rawQueryString, body, ...exchange });
    if (match.route.auth === 'none') return integrate(options, match, event);
    const entry = await options.door({ request, match, body, event });
    if ('refusal' in entry) {
      exchange.refusal = entry.reason;
      return entry.refusal;
    }
    exchange.agent = entry.agent;
    return integrate(options, match, withAuthorizer(event, entry.authorizer));
  }

  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange: Exchange = { requestId: randomUUID(), at: new Date() };
    const answered = await answer(request, exchange).catch((error) => {
      options.log.write('error', 'http', 'the gateway failed', { reason: String(error) });
      return gatewayMessage(500);
    });
    if (!answered) return;
    // A body nobody read would keep the connection from its next request.
    request.resume();
    const headers = {
      ...answered.headers,
      ...(request.method === 'OPTIONS' ? {} : corsHeaders(options.cors, request.headers, answered.headers.vary)),
    };
    write(response, { ...answered, headers }, exchange.requestId);
    const requestId = headers['x-request-id'] ?? exchange.requestId;
    logAnswer(options.log, request, answered.status, { ...exchange, requestId });
  };
}

/** HTTP APIs decode the path before anything looks at it. `undefined` when it is not UTF-8 in percent-encoding. */
function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function write(response: ServerResponse, { status, headers, cookies, body }: GatewayResponse, requestId: string): void {
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, {
    'x-request-id': requestId,
    ...headers,
    'apigw-requestid': requestId,
    ...(hasBody && { 'content-length': String(body.length) }),
    ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
  });
  response.end(hasBody ? body : undefined);
}

function logAnswer(
  log: Log,
  { method, url = '' }: IncomingMessage,
  status: number,
  { requestId, at, agent, refusal }: Exchange,
): void {
  log.write(status >= 500 ? 'warn' : 'info', 'http', `${method} ${url.split('?')[0]} ${status}`, {
    ms: Date.now() - at.getTime(),
    ...(agent && { agent }),
    ...(refusal && { refusal }),
    requestId,
  });
}
