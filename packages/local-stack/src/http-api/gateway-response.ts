/** What goes back to the client. */
export interface GatewayResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

const MESSAGES = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Too Long',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** An answer of the gateway itself, in its words. */
export function gatewayMessage(status: keyof typeof MESSAGES): GatewayResponse {
  const body = Buffer.from(JSON.stringify({ message: MESSAGES[status] }));
  return { status, headers: { 'content-type': 'application/json' }, cookies: [], body };
}

/**
 * Reads what a function returned (payload format 2.0). Without `statusCode` the whole value is the body of a 200; anything
 * that is neither is the function's fault: 500.
 */
export function fromFunction(payload: Buffer): GatewayResponse {
  const value: unknown = JSON.parse(payload.toString());
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('statusCode' in value)) {
    const body = Buffer.from(typeof value === 'string' ? value : payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, cookies: [], body };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = value as ProxyResult;
  const status = Number(statusCode);
  if (!isStatus(status) || !isHeaders(headers) || !isTextList(cookies) || (body !== null && typeof body !== 'string')) {
    return gatewayMessage(500);
  }
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...lowerCase(headers) },
    cookies,
    body: Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

type ProxyResult = Readonly<Record<'statusCode' | 'headers' | 'cookies' | 'body' | 'isBase64Encoded', unknown>>;

const isStatus = (status: number) => Number.isInteger(status) && status >= 200 && status <= 599;

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string' && !/[\r\n]/.test(item));

const isHeaders = (value: unknown): value is Record<string, string | number | boolean> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([name, item]) =>
      /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
      ['string', 'number', 'boolean'].includes(typeof item) &&
      !/[\r\n\0]/.test(`${item}`),
  );

/** The gateway writes these itself. */
const OWN = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive']);

function lowerCase(headers: Record<string, string | number | boolean>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return Object.fromEntries(entries.filter(([name]) => !OWN.has(name)));
}
