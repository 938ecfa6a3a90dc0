import type { HttpMiddleware, MiddlewareRequest } from './http-middleware.ts';

/** Right for JSON answers; a route that answers something else says what differs. */
const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/** `X-Request-Id` and the security headers on every answer, errors included: used before what turns errors into answers. */
export function responseHeaders(): HttpMiddleware {
  const addTo = (request: MiddlewareRequest) => {
    const { response, context } = request;
    if (!response) return;
    const headers = { ...securityHeaders, ...response.headers, 'x-request-id': context.awsRequestId };
    request.response = { ...response, headers };
  };
  return { after: addTo, onError: addTo };
}
