import { executionJson, jobJson, type UseCases } from '@dtr/core';
import {
  agentOf,
  executeRequestShape,
  type HttpRoute,
  jsonText,
  parseShape,
  pathParameter,
  readJsonBody,
  requireNoQuery,
} from '@dtr/lambda-kit';
import { answerOnce } from './answer-once.ts';

/** `POST /tools/{toolId}/execute`: 200 with the outcome, whatever the tool did. Its output is passed on unread. */
export const postExecute =
  ({ executeTool, withIdempotency }: Pick<UseCases, 'executeTool' | 'withIdempotency'>): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    const agent = agentOf(event);
    const request = parseShape(executeRequestShape, readJsonBody(event));
    return answerOnce({ event, agent, withIdempotency, body: request }, async (attempt) => {
      const executed = await executeTool(agent, pathParameter(event, 'toolId'), request, attempt && { attempt });
      if (executed.kind === 'result') return jsonText(200, executionJson(executed.answer));
      return jsonText(202, jobJson(executed.job));
    });
  };
