import type { HttpFunction } from '@dtr/contracts';
import { LambdaError } from '../lambda/lambda-error.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Log } from '../log/log.ts';
import { fromFunction, type GatewayResponse, gatewayMessage } from './gateway-response.ts';
import type { RouteMatch } from './route-table.ts';

/** Longest an HTTP API waits for a function; AWS quota page, checked 2026-11. */
const INTEGRATION_MS = 30_000;

/** How the API reaches the functions behind it. */
export interface Integration {
  readonly functionNames: Readonly<Record<HttpFunction, string>>;
  readonly lambda: Pick<LambdaService, 'invoke'>;
  readonly log: Log;
  readonly integrationTimeoutMs?: number;
}

/** Has the route's function answer an event. Why a function failed is for the log, never for the caller. */
export async function integrate(
  { lambda, functionNames, log, integrationTimeoutMs = INTEGRATION_MS }: Integration,
  { route, routeKey }: RouteMatch,
  event: Record<string, unknown>,
): Promise<GatewayResponse> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), integrationTimeoutMs);
  const invoked = lambda.invoke(functionNames[route.function], Buffer.from(JSON.stringify(event)));
  const result = await Promise.race([invoked, late.promise])
    .catch((error) => {
      if (error instanceof LambdaError && error.status < 500) return error;
      throw error;
    })
    .finally(() => clearTimeout(timer));
  // The function goes on; only nobody waits for it any more.
  if (result === 'late') return gatewayMessage(503);
  if (result instanceof LambdaError) {
    log.write('warn', 'http', 'the function was not run', { routeKey, reason: result.message });
    return gatewayMessage(result.code === 'RequestTooLargeException' ? 413 : 500);
  }
  if (result.ok) return fromFunction(result.payload);
  log.write('error', 'http', 'the function failed', { routeKey, error: result.payload.toString().slice(0, 2_000) });
  return gatewayMessage(500);
}
