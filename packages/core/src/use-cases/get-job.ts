import type { AgentId } from '../domain/ids.ts';
import type { JobAnswer } from '../domain/job/job-answer.ts';
import type { ExecutionRecordDeps } from './steps/execution-records.ts';
import { type FindJobDeps, getOwnJob } from './steps/find-job.ts';
import { jobAnswer } from './steps/job-answers.ts';

export type GetJobDeps = FindJobDeps & ExecutionRecordDeps;

export type GetJob = ReturnType<typeof makeGetJob>;

/** A job as it stands, for its caller alone, until 7 days after its end. */
export function makeGetJob(deps: GetJobDeps) {
  return async function getJob(caller: AgentId, jobId: string): Promise<JobAnswer> {
    return jobAnswer(deps, await getOwnJob(deps, caller, jobId));
  };
}
