import type { UseCases } from '@dtr/core';
import { agentOf, type HttpRoute, json, pathParameter, requireNoQuery } from '@dtr/lambda-kit';
import { answerOnce } from './answer-once.ts';

/** `POST /agents/{name}/revoke`: 200 with the agent, of which no key opens anything any more. */
export const postRevoke =
  ({
    revokeAgent,
    requireOperator,
    withIdempotency,
  }: Pick<UseCases, 'revokeAgent' | 'requireOperator' | 'withIdempotency'>): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    requireOperator(agent);
    requireNoQuery(event);
    return answerOnce({ event, agent, withIdempotency, body: null }, async () =>
      json(200, await revokeAgent(agent, pathParameter(event, 'name'))),
    );
  };
