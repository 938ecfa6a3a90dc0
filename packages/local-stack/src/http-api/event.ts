import type { IncomingMessage } from 'node:http';
import { accountId, region } from '../lambda/lambda-function.ts';
import { eventBody } from './event-body.ts';
import type { RouteMatch } from './route-table.ts';

const apiId = 'local';

export interface EventInput {
  readonly request: IncomingMessage;
  readonly match: RouteMatch;
  /** Decoded. */
  readonly path: string;
  readonly rawQueryString: string;
  readonly body: Buffer;
  readonly requestId: string;
  readonly at: Date;
}

/** The event of payload format 2.0, without who calls. `undefined` members are left out, as in AWS. */
export function httpApiEvent(input: EventInput) {
  const { request, match, path, rawQueryString, body } = input;
  const { cookie, ...headers } = joinedHeaders(request.rawHeaders);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: path,
    rawQueryString,
    cookies: cookie?.split(/;\s*/),
    headers: { ...headers, 'content-length': String(body.length), ...forwardedHeaders(request) },
    queryStringParameters: queryParameters(rawQueryString),
    requestContext: requestContext(input),
    pathParameters: Object.keys(match.pathParameters).length > 0 ? match.pathParameters : undefined,
    ...eventBody(body, headers['content-type'], headers['content-encoding']),
  };
}

/** The same event once it is known who calls. */
export function withAuthorizer(event: ReturnType<typeof httpApiEvent>, authorizer: object): Record<string, unknown> {
  return { ...event, requestContext: { ...event.requestContext, authorizer } };
}

function requestContext({ request, match, path, requestId, at }: EventInput) {
  return {
    accountId,
    apiId,
    domainName: `${apiId}.execute-api.${region}.localhost`,
    domainPrefix: apiId,
    http: {
      method: request.method,
      path,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId,
    routeKey: match.routeKey,
    stage: '$default',
    time: commonLogTime(at),
    timeEpoch: at.getTime(),
  };
}

/** Lower-case names; values of a name that came more than once joined with commas, cookies with semicolons. */
function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const joined: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = joined[name];
    joined[name] = before === undefined ? value : `${before}${name === 'cookie' ? '; ' : ','}${value}`;
  }
  // The connection ends at the gateway, and so do the headers that describe it.
  for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'expect']) delete joined[name];
  return joined;
}

const forwardedHeaders = (request: IncomingMessage) => ({
  'x-forwarded-for': request.socket.remoteAddress ?? '127.0.0.1',
  'x-forwarded-port': String(request.socket.localPort ?? ''),
  'x-forwarded-proto': 'http',
});

/** Decoded, a name that came more than once with its values joined by commas; `undefined` without a query. */
function queryParameters(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === '') return undefined;
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    values[name] = values[name] === undefined ? value : `${values[name]},${value}`;
  }
  return values;
}

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
