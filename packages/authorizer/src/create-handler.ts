import { createObservability, type Environment, type LambdaContext } from '@dtr/lambda-kit';
import { makeAuthorize } from './authorize.ts';
import type { AuthorizerAnswer, AuthorizerEvent } from './authorizer-event.ts';
import { createAuthorizerMetrics } from './authorizer-metrics.ts';
import { compose } from './compose.ts';
import { readAuthorizerSettings } from './settings.ts';

/** Builds the function from its settings. A missing setting fails here, before any request. What it throws the gateway answers with 500. */
export function createHandler(env: Environment) {
  const settings = readAuthorizerSettings(env);
  const { logger, metrics } = createObservability('authorizer', settings);
  const authorize = makeAuthorize({ ...compose(settings), log: logger, metrics: createAuthorizerMetrics(metrics) });
  return async function handler(event: AuthorizerEvent, context: LambdaContext): Promise<AuthorizerAnswer> {
    logger.appendKeys({ function_request_id: context.awsRequestId });
    return authorize(event).catch((error: unknown) => {
      logger.error({ message: 'request failed', error });
      throw error;
    });
  };
}
