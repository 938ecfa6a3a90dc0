import type { UseCases } from '@dtr/core';
import {
  agentOf,
  type HttpRoute,
  parseShape,
  pathParameter,
  readJsonBody,
  requireNoQuery,
  rotateRequestShape,
} from '@dtr/lambda-kit';
import { answerKeyOnce } from './answer-key-once.ts';

/** `POST /agents/{name}/rotate`: 200 with the agent and its new key. A request without a body asks for nothing special. */
export const postRotate =
  ({
    rotateAgent,
    requireOperator,
    withIdempotency,
  }: Pick<UseCases, 'rotateAgent' | 'requireOperator' | 'withIdempotency'>): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    requireOperator(agent);
    requireNoQuery(event);
    const body = event.body ? parseShape(rotateRequestShape, readJsonBody(event)) : {};
    return answerKeyOnce({ event, agent, withIdempotency, body, status: 200 }, () =>
      rotateAgent(agent, pathParameter(event, 'name'), body.overlapSeconds),
    );
  };
