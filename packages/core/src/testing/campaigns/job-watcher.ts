import { isFinal, type JobRecord } from '../../domain/job/job-record.ts';
import type { FencedOutcome, JobFence, JobKey, JobRepository } from '../../ports/job-repository.ts';

/** What happened to jobs, seen from beside their store: every process writes through the same one. */
export interface JobWatcher {
  readonly jobs: JobRepository;
  /** As the store has it at this moment. */
  find(key: JobKey): Promise<JobRecord | undefined>;
  /** Writes that ended a job, by job. */
  readonly ends: ReadonlyMap<string, number>;
  /** Jobs whose state went back, that changed after their end, or that took a write without the current fence. */
  readonly broken: ReadonlySet<string>;
}

const rank = (job: JobRecord) => (isFinal(job) ? 2 : job.state === 'running' ? 1 : 0);

/** Looks at a job before and after each write. Nothing else writes in between, since memory does not wait. */
export function watchJobs(store: JobRepository): JobWatcher {
  const ends = new Map<string, number>();
  const broken = new Set<string>();
  const last = new Map<string, JobRecord>();

  const look = async (key: JobKey) => {
    const job = await store.find(key);
    if (job === undefined) return;
    const before = last.get(job.jobId);
    last.set(job.jobId, job);
    if (before === undefined) return;
    const isChangedEnd = isFinal(before) && JSON.stringify(before) !== JSON.stringify(job);
    if (rank(job) < rank(before) || isChangedEnd || job.attempts < before.attempts) broken.add(job.jobId);
    if (!isFinal(before) && isFinal(job)) ends.set(job.jobId, (ends.get(job.jobId) ?? 0) + 1);
  };
  const looking =
    <Key extends JobKey, Rest extends readonly unknown[], Answer>(
      write: (key: Key, ...rest: Rest) => Promise<Answer>,
    ) =>
    async (key: Key, ...rest: Rest): Promise<Answer> => {
      const answer = await write(key, ...rest);
      await look(key);
      return answer;
    };
  const fenced = <Rest extends readonly unknown[]>(write: (fence: JobFence, ...rest: Rest) => Promise<FencedOutcome>) =>
    looking(async (fence: JobFence, ...rest: Rest): Promise<FencedOutcome> => {
      const outcome = await write(fence, ...rest);
      if (outcome === 'written' && (await store.find(fence))?.attempts !== fence.attempt) broken.add(fence.jobId);
      return outcome;
    });
  const jobs: JobRepository = {
    ...store,
    add: looking(store.add),
    claim: looking(store.claim),
    begin: fenced(store.begin),
    extend: fenced(store.extend),
    release: fenced(store.release),
    finish: fenced(store.finish),
    requestCancel: looking(store.requestCancel),
    postpone: looking(store.postpone),
  };
  return { jobs, find: store.find, ends, broken };
}
