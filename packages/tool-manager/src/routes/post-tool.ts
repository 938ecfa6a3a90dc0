import type { UseCases } from '@dtr/core';
import { agentOf, type HttpRoute, json } from '@dtr/lambda-kit';
import { answerOnce } from './answer-once.ts';
import { parseToolDraft } from './parse-tool-draft.ts';

/** `POST /tools`: 201 for a new tool, 200 when this exact definition is already there. */
export const postTool =
  ({ createTool, withIdempotency }: Pick<UseCases, 'createTool' | 'withIdempotency'>): HttpRoute =>
  async (event) => {
    const agent = agentOf(event);
    const draft = parseToolDraft(event);
    return answerOnce({ event, agent, withIdempotency, body: draft }, async (attempt) => {
      const { tool, etag, outcome } = await createTool(agent, draft, attempt);
      return json(outcome === 'created' ? 201 : 200, tool, { etag, location: `/tools/${tool.toolId}` });
    });
  };
