import { limits } from '@dtr/contracts';
import { executionJson, type UseCases } from '@dtr/core';
import {
  agentOf,
  executeRequestShape,
  type HttpEvent,
  type HttpRoute,
  jsonText,
  type Preferences,
  parseShape,
  pathParameter,
  preferenceApplied,
  preferencesOf,
  readJsonBody,
  requireNoQuery,
} from '@dtr/lambda-kit';
import { answerJob } from './answer-job.ts';
import { answerOnce } from './answer-once.ts';

/**
 * `POST /tools/{toolId}/execute`: 200 with the outcome, whatever the tool did, or 202 with the job that it goes on as. What the caller
 * prefers makes no other request of it: a retry gets the first answer. Output is passed on unread.
 */
export const postExecute =
  ({ executeTool, withIdempotency }: Pick<UseCases, 'executeTool' | 'withIdempotency'>): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    const agent = agentOf(event);
    const request = parseShape(executeRequestShape, readJsonBody(event));
    const preference = preferenceOf(event);
    return answerOnce({ event, agent, withIdempotency, body: request }, async (attempt) => {
      const options = { preference, ...(attempt && { attempt }) };
      const executed = await executeTool(agent, pathParameter(event, 'toolId'), request, options);
      if (executed.kind === 'result') {
        const { waitSeconds } = preference;
        return jsonText(
          200,
          executionJson(executed.answer),
          preferenceApplied(waitSeconds === undefined ? {} : { waitSeconds }),
        );
      }
      const { job } = executed;
      return answerJob(202, job, { location: `/jobs/${job.jobId}`, ...preferenceApplied(preference) });
    });
  };

/** Nobody is kept waiting for longer than the gateway does. */
function preferenceOf(event: HttpEvent): Preferences {
  const { waitSeconds, ...rest } = preferencesOf(event);
  return waitSeconds === undefined ? rest : { ...rest, waitSeconds: Math.min(waitSeconds, limits.synchronousSeconds) };
}
