import type { UseCases } from '@dtr/core';
import { agentOf, type HttpRoute, pathParameter, requireNoQuery } from '@dtr/lambda-kit';
import { answerJob } from './answer-job.ts';
import { answerOnce } from './answer-once.ts';

/** `POST /jobs/{jobId}/cancel`: 202 with the job, which has ended or is about to. */
export const cancelJob =
  ({ cancelJob: cancel, withIdempotency }: Pick<UseCases, 'cancelJob' | 'withIdempotency'>): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    const agent = agentOf(event);
    return answerOnce({ event, agent, withIdempotency, body: null }, async () =>
      answerJob(202, await cancel(agent, pathParameter(event, 'jobId'))),
    );
  };
