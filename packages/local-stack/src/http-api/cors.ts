import type { IncomingHttpHeaders } from 'node:http';

/** `cors_configuration` of an HTTP API. */
export interface CorsConfiguration {
  /** Exact origins; `*` alone allows every one. */
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds: number;
}

export const defaultCors: CorsConfiguration = {
  allowOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
  allowMethods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
  allowHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-match',
    'if-none-match',
    'prefer',
    'x-api-key',
    'x-amz-date',
    'x-amz-security-token',
    'x-amz-content-sha256',
  ],
  exposeHeaders: [
    'ETag',
    'Location',
    'X-Request-Id',
    'Idempotent-Replayed',
    'Preference-Applied',
    'Retry-After',
    'RateLimit',
    'RateLimit-Policy',
  ],
  maxAgeSeconds: 600,
};

/** Headers for a cross-origin request; none for other requests and for origins that are not allowed. Adds to the answer's own `Vary`. */
export function corsHeaders(
  configuration: CorsConfiguration,
  headers: IncomingHttpHeaders,
  vary?: string,
): Record<string, string> {
  const origin = allowedOrigin(configuration, headers.origin);
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': configuration.exposeHeaders.join(','),
    ...(origin !== '*' && { vary: vary === undefined ? 'Origin' : `${vary}, Origin` }),
  };
}

/** Headers of the answer to a preflight: 204 whether or not the origin is allowed, as API Gateway does; the browser decides. */
export function preflightHeaders(
  configuration: CorsConfiguration,
  headers: IncomingHttpHeaders,
): Record<string, string> {
  const origin = allowedOrigin(configuration, headers.origin);
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': configuration.allowMethods.join(','),
    'access-control-allow-headers': configuration.allowHeaders.join(','),
    'access-control-max-age': String(configuration.maxAgeSeconds),
    ...(origin !== '*' && { vary: 'Origin' }),
  };
}

/** A CORS preflight, not any OPTIONS request. */
export const isPreflight = (method: string | undefined, headers: IncomingHttpHeaders): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;

function allowedOrigin({ allowOrigins }: CorsConfiguration, origin: string | undefined): string | undefined {
  if (origin === undefined) return undefined;
  if (allowOrigins.includes('*')) return '*';
  return allowOrigins.find((allowed) => allowed === origin);
}
