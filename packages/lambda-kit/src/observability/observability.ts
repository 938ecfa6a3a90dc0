import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import type { HttpMiddleware } from '../middleware/http-middleware.ts';
import { oneOf, optional, text } from '../settings/kinds.ts';

const namespace = 'DynamicToolRuntime';

/** Settings that every function has. */
export const serviceSettings = {
  environment: text('ENVIRONMENT', 'the name of the deployment, for example local'),
  serviceVersion: text('SERVICE_VERSION', 'the version of the service'),
  logLevel: optional(oneOf('LOG_LEVEL', ['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT']), 'INFO' as const),
};

export interface ServiceSettings {
  readonly environment: string;
  readonly serviceVersion: string;
  readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'SILENT';
}

export interface Observability {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** For Middy, before all others. */
  readonly middleware: HttpMiddleware[];
}

/** JSON logs and EMF metrics of one function, with the middleware that fills and flushes them. */
export function createObservability(
  serviceName: string,
  { environment, serviceVersion, logLevel }: ServiceSettings,
): Observability {
  const logger = new Logger({
    serviceName,
    logLevel,
    persistentLogAttributes: { environment, version: serviceVersion },
  });
  const metrics = new Metrics({ namespace, serviceName, defaultDimensions: { environment } });
  return {
    logger,
    metrics,
    middleware: [
      injectLambdaContext(logger, { resetKeys: true }) as HttpMiddleware,
      logMetrics(metrics, { captureColdStartMetric: true }) as HttpMiddleware,
    ],
  };
}
