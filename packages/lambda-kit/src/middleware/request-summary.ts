import { statusOfKind } from '@dtr/contracts';
import { operationOf } from '../http/router.ts';
import type { LogTarget } from '../observability/log-target.ts';
import type { HttpMiddleware, MiddlewareRequest } from './http-middleware.ts';

/** What of Powertools' metrics is used here. */
export interface MetricTarget {
  addDimension(name: string, value: string): unknown;
  addMetric(name: string, unit: 'Count' | 'Milliseconds', value: number): unknown;
}

/** One log line and three metrics per request: which operation, which status, how long. Never what was in it. */
export function requestSummary({
  logger,
  metrics,
}: {
  readonly logger: LogTarget;
  readonly metrics: MetricTarget;
}): HttpMiddleware {
  const startedAt = new WeakMap<MiddlewareRequest, number>();
  const summarise = (request: MiddlewareRequest) => {
    const operation = operationOf(request.event) ?? 'unknown';
    const status = request.response?.statusCode ?? statusOfKind.internal;
    const durationMs = Math.round(performance.now() - (startedAt.get(request) ?? performance.now()));
    logger.info({ message: 'request answered', operation, status, durationMs });
    metrics.addDimension('operation', operation);
    metrics.addMetric('Requests', 'Count', 1);
    metrics.addMetric('Duration', 'Milliseconds', durationMs);
    metrics.addMetric('ServerErrors', 'Count', status >= statusOfKind.internal ? 1 : 0);
  };
  return {
    before: (request) => void startedAt.set(request, performance.now()),
    after: summarise,
    onError: summarise,
  };
}
