import { type AgentId, parseJobId } from '../../domain/ids.ts';
import { jobNotFound } from '../../domain/job/job-errors.ts';
import type { JobRecord } from '../../domain/job/job-record.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobRepository } from '../../ports/job-repository.ts';
import { isExpired } from './job-answers.ts';

export interface FindJobDeps {
  readonly jobs: JobRepository;
  readonly clock: Clock;
}

/** The job, if it is the caller's and its time is not over. Throws `job.not_found` for all others alike. */
export async function getOwnJob({ jobs, clock }: FindJobDeps, caller: AgentId, jobId: string): Promise<JobRecord> {
  const id = parseJobId(jobId);
  const job = id && (await jobs.find({ caller, jobId: id }));
  if (job === undefined || isExpired(job, clock.now())) throw jobNotFound();
  return job;
}
