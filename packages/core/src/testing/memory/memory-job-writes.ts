import { isFinal, type JobRecord } from '../../domain/job/job-record.ts';
import type { ExecutionRepository } from '../../ports/execution-repository.ts';
import type { FencedOutcome, JobEnding, JobFence, JobKey, JobRepository } from '../../ports/job-repository.ts';
import type { StoredJob } from './memory-jobs.ts';

interface JobStore {
  find(key: JobKey): StoredJob | undefined;
  put(entry: StoredJob): void;
  readonly executions: ExecutionRepository;
}

type JobWrites = Omit<JobRepository, 'add' | 'find' | 'list' | 'listDue'>;

/** Every write that depends on what is there. Nothing is awaited between a look and its write. */
export function jobWrites({ find, put, executions }: JobStore): JobWrites {
  const writeFenced = (fence: JobFence, change: (job: JobRecord) => JobRecord): FencedOutcome => {
    const entry = find(fence);
    if (entry === undefined || isFinal(entry.job) || entry.job.attempts !== fence.attempt) return 'lost';
    put({ ...entry, job: change(entry.job) });
    return 'written';
  };
  return {
    async claim(key, { now, leaseUntil, token }) {
      const entry = find(key);
      if (entry === undefined) return { outcome: 'absent' };
      if (isFinal(entry.job)) return { outcome: 'ended' };
      if (entry.token === token) return { outcome: 'claimed', job: entry.job };
      if (isHeld(entry.job, now)) return { outcome: 'held' };
      const attempts = entry.job.attempts + 1;
      const job: JobRecord = { ...entry.job, attempts, leaseUntil, stage: 'preparing', dueAt: leaseUntil };
      put({ job, token });
      return { outcome: 'claimed', job };
    },
    async begin(fence, { startedAt, handedTo }) {
      return writeFenced(fence, (job) => ({
        ...job,
        state: 'running',
        stage: 'running',
        handedTo,
        startedAt: job.startedAt ?? startedAt,
      }));
    },
    async extend(fence, leaseUntil) {
      return writeFenced(fence, (job) => ({ ...job, leaseUntil, dueAt: leaseUntil }));
    },
    async release(fence, { dueAt, hasRun, deferrals }) {
      return writeFenced(fence, ({ leaseUntil: _over, handedTo, ...job }) => ({
        ...job,
        stage: 'waiting',
        dueAt,
        ...(hasRun && handedTo && { handedTo }),
        ...(deferrals !== undefined && { deferrals }),
      }));
    },
    async finish(fence, ending, execution) {
      const job = find(fence)?.job;
      const isOwnEnd =
        job?.attempts === fence.attempt && job.state === ending.state && job.finishedAt === ending.finishedAt;
      if (isOwnEnd) return 'written';
      const outcome = writeFenced(fence, (before) => ended(before, ending));
      if (outcome === 'written' && execution) await executions.put(execution);
      return outcome;
    },
    async requestCancel(key, { now, expiresAt }) {
      const entry = find(key);
      if (entry === undefined) return 'absent';
      const { job } = entry;
      const at = now.toISOString();
      if (job.state === 'cancelled' && job.cancelRequestedAt === at && job.finishedAt === at) return 'cancelled';
      if (isFinal(job)) return 'ended';
      const asked = { ...job, cancelRequestedAt: job.cancelRequestedAt ?? at };
      if (isHeld(job, now) || job.handedTo !== undefined) {
        put({ ...entry, job: asked });
        return 'requested';
      }
      put({
        ...entry,
        job: ended({ ...asked, cancelRequestedAt: at }, { state: 'cancelled', finishedAt: at, expiresAt }),
      });
      return 'cancelled';
    },
    async postpone({ caller, jobId, dueAt: seen }, dueAt) {
      const entry = find({ caller, jobId });
      if (entry === undefined || isFinal(entry.job)) return 'lost';
      if (entry.job.dueAt !== seen && entry.job.dueAt !== dueAt) return 'lost';
      put({ ...entry, job: { ...entry.job, dueAt } });
      return 'written';
    },
  };
}

function isHeld({ leaseUntil }: JobRecord, now: Date): boolean {
  return leaseUntil !== undefined && Date.parse(leaseUntil) > now.getTime();
}

function ended({ leaseUntil: _over, dueAt: _seen, ...job }: JobRecord, ending: JobEnding): JobRecord {
  return { ...job, ...ending, stage: 'finished' };
}
