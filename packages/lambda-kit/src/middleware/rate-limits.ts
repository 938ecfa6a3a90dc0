import { type Allowance, agentRateLimited, type CountRequest, type RateLimit } from '@dtr/core';
import type { HttpHeaders } from '../http/http-event.ts';
import { routeOf } from '../http/known-routes.ts';
import { identityOf } from '../identity/agent-of.ts';
import type { HttpMiddleware, MiddlewareRequest } from './http-middleware.ts';

export interface RateLimitsInput {
  readonly countRequest: CountRequest;
  /** Of agents that have none of their own. */
  readonly allowance: Allowance;
}

/**
 * Counts every request of a known caller before anything else is done, and turns away what is too much with `agent.rate_limited`. Says on
 * every such answer what is left. Routes that are open to anyone have no caller and are not counted. Each request to execute a tool counts
 * as an execution, whatever comes of it. Used before what turns errors into answers, so that those carry the fields too.
 */
export function rateLimits({ countRequest, allowance }: RateLimitsInput): HttpMiddleware {
  const fieldsOf = new WeakMap<MiddlewareRequest, HttpHeaders>();
  const addTo = (request: MiddlewareRequest) => {
    const fields = fieldsOf.get(request);
    const { response } = request;
    if (fields && response) request.response = { ...response, headers: { ...response.headers, ...fields } };
  };
  return {
    async before(request) {
      const route = routeOf(request.event.routeKey);
      if (route === undefined || route.auth === 'none') return;
      const { agent, ...own } = identityOf(request.event);
      const isExecution = route.operationId === 'executeTool';
      const { limits, usedUp } = await countRequest(agent, { ...allowance, ...own }, isExecution);
      fieldsOf.set(request, rateLimitFields(limits));
      if (usedUp) throw agentRateLimited(usedUp);
    },
    after: addTo,
    onError: addTo,
  };
}

/** As draft-ietf-httpapi-ratelimit-headers-10 has them. */
function rateLimitFields(limits: readonly RateLimit[]): HttpHeaders {
  const list = (parameters: (limit: RateLimit) => string) =>
    limits.map((limit) => `"${limit.of}";${parameters(limit)}`).join(', ');
  return {
    'ratelimit-policy': list(({ limit, windowSeconds }) => `q=${limit};w=${windowSeconds}`),
    ratelimit: list(({ remaining, resetSeconds }) => `r=${remaining};t=${resetSeconds}`),
  };
}
