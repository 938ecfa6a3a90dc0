import type { UseCases } from '@dtr/core';
import {
  accountOf,
  agentDraftShape,
  agentOf,
  type HttpRoute,
  parseShape,
  readJsonBody,
  requireNoQuery,
} from '@dtr/lambda-kit';
import { answerKeyOnce } from './answer-key-once.ts';

/** `POST /agents`: 201 with the agent and its key. Whoever may not create agents is not told what is wrong with the request. */
export const postAgent =
  ({
    createAgent,
    requireOperator,
    withIdempotency,
  }: Pick<UseCases, 'createAgent' | 'requireOperator' | 'withIdempotency'>): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    requireOperator(agent);
    requireNoQuery(event);
    const draft = parseShape(agentDraftShape, readJsonBody(event));
    const account = accountOf(event);
    return answerKeyOnce({ event, agent, withIdempotency, body: draft, status: 201 }, (attempt) =>
      createAgent(agent, { account, draft, attempt }),
    );
  };
