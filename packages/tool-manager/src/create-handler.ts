import {
  createObservability,
  createRouter,
  type Environment,
  problemDetails,
  rateLimits,
  requestSummary,
  responseHeaders,
} from '@dtr/lambda-kit';
import middy from '@middy/core';
import { compose } from './compose.ts';
import { routeTable } from './routes/route-table.ts';
import { readToolManagerSettings } from './settings.ts';

/** Builds the function from its settings. A missing setting fails here, before any request. */
export function createHandler(env: Environment) {
  const settings = readToolManagerSettings(env);
  const observability = createObservability('tool-manager', settings);
  const deps = compose(settings);
  const { countRequest } = deps.useCases;
  return middy(createRouter(routeTable(deps)))
    .use(observability.middleware)
    .use(requestSummary(observability))
    .use(responseHeaders())
    .use(rateLimits({ countRequest, allowance: settings }))
    .use(problemDetails(observability.logger));
}
