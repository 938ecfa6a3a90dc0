import type { GetJob } from '@dtr/core';
import { agentOf, type HttpRoute, pathParameter, requireNoQuery } from '@dtr/lambda-kit';
import { answerJob } from './answer-job.ts';

/** `GET /jobs/{jobId}`: where it stands, for its caller, with its result once there is one. */
export const getJob =
  (get: GetJob): HttpRoute =>
  async (event) => {
    requireNoQuery(event);
    return answerJob(200, await get(agentOf(event), pathParameter(event, 'jobId')));
  };
