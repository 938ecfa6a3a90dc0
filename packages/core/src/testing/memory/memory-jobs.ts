import type { JobRecord } from '../../domain/job/job-record.ts';
import type { ExecutionRepository } from '../../ports/execution-repository.ts';
import type { JobKey, JobRepository } from '../../ports/job-repository.ts';
import { jobWrites } from './memory-job-writes.ts';

/** Pages of at most two, so that whoever lists has to page. */
const pageItems = 2;

export interface StoredJob {
  readonly job: JobRecord;
  /** Of the attempt that claimed it last. */
  readonly token?: string;
}

/** `executions` gets the outcome in the same step as the end of a job. */
export function createMemoryJobRepository(executions: ExecutionRepository): JobRepository {
  const stored = new Map<string, StoredJob>();
  const keyOf = ({ caller, jobId }: JobKey) => JSON.stringify([caller, jobId]);
  const all = () => [...stored.values()].map(({ job }) => job);
  return {
    ...jobWrites({
      find: (key) => stored.get(keyOf(key)),
      put: (entry) => stored.set(keyOf(entry.job), entry),
      executions,
    }),
    async add(job) {
      const found = stored.get(keyOf(job))?.job;
      if (found === undefined) stored.set(keyOf(job), { job });
      return found ?? 'added';
    },
    find: async (key) => stored.get(keyOf(key))?.job,
    async list({ caller, state, kind, now, limit, position }) {
      const isListed = (job: JobRecord) =>
        job.caller === caller &&
        (state === undefined || job.state === state) &&
        (kind === undefined || job.kind === kind) &&
        (job.expiresAt === undefined || Date.parse(job.expiresAt) > now.getTime()) &&
        (position === undefined || job.jobId < position);
      const listed = all()
        .filter(isListed)
        .sort((left, right) => (left.jobId < right.jobId ? 1 : -1));
      const items = listed.slice(0, Math.min(limit, pageItems));
      const last = items.at(-1);
      return { items, ...(listed.length > items.length && last && { position: last.jobId }) };
    },
    async listDue({ before, limit }) {
      const due = all().filter((job) => job.dueAt !== undefined && job.dueAt < before);
      return due.sort((left, right) => ((left.dueAt ?? '') < (right.dueAt ?? '') ? -1 : 1)).slice(0, limit);
    },
  };
}
