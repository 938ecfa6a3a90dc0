import type { UseCases } from '@dtr/core';
import { agentOf, type HttpRoute, json, pathParameter, requireNoQuery } from '@dtr/lambda-kit';

/** `GET /agents/{name}`: the agent, without what opens anything. */
export const getAgent =
  ({ getAgent: get, requireOperator }: Pick<UseCases, 'getAgent' | 'requireOperator'>): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    requireOperator(agent);
    requireNoQuery(event);
    return json(200, await get(agent, pathParameter(event, 'name')));
  };
