import type { JobKind, JobState } from '@dtr/contracts';
import type { AgentId } from '../domain/ids.ts';
import { type JobSummary, toJobSummary } from '../domain/job/job-answer.ts';
import type { PositionedPage } from '../domain/positioned-page.ts';
import type { PageQuery } from './list-tool-versions.ts';
import type { FindJobDeps } from './steps/find-job.ts';

export interface JobQuery extends PageQuery {
  readonly state?: JobState;
  readonly kind?: JobKind;
}

export type ListJobs = ReturnType<typeof makeListJobs>;

/** The caller's jobs, newest first, without results. A page may be short, even empty, and still have a position. */
export function makeListJobs({ jobs, clock }: FindJobDeps) {
  return async function listJobs(caller: AgentId, query: JobQuery): Promise<PositionedPage<JobSummary>> {
    const now = clock.now();
    const { items, position } = await jobs.list({ caller, now, ...query });
    return { items: items.map((job) => toJobSummary(job, now)), ...(position !== undefined && { position }) };
  };
}
