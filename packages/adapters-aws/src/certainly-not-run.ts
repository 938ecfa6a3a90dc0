/** Errors of connections that were never made. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Of a call that runs something: a 4xx answer comes before anything starts, throttling included; a 5xx may come after. */
export function hasCertainlyNotRun(error: unknown): boolean {
  const { name, message, code, $metadata } = error as {
    readonly name?: string;
    readonly message?: string;
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  if (status >= 400 && status < 500) return true;
  if (name === 'CredentialsProviderError') return true;
  const isConnectTimeout = name === 'TimeoutError' && /did not establish a connection/.test(message ?? '');
  return isConnectTimeout || (code !== undefined && neverSent.has(code));
}
