import { isFinal } from '../../domain/job/job-record.ts';
import { after, leaseMs } from '../../domain/job/job-times.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobFence, JobRepository } from '../../ports/job-repository.ts';
import type { Sleep } from '../../ports/sleep.ts';
import type { JobDelivery } from '../run-job.ts';
import type { JobAttempt } from './attempt-job.ts';

/** A cancelled tool stops within a second. */
const lookMs = 500;
/** Two beats may be lost before the lease is over. */
const beatMs = 20_000;

export interface WatchJobDeps {
  readonly jobs: JobRepository;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** Why code should end before it is done: its caller wants that, or the job is another attempt's by now. */
export type Interruption = 'cancelled' | 'lost';

/** What was interrupted may still give something; nobody looks at it. */
export type Watched<Result> = { readonly result: Result } | { readonly interruption: Interruption };

/**
 * Runs something for a job and keeps the job meanwhile: its lease and its message are lengthened, and the signal is given when it is to
 * be cancelled or is lost. A look that fails is no reason to stop, until the lease is over; nothing starts after that.
 */
export function makeWatchJob({ jobs, clock, sleep }: WatchJobDeps) {
  const look = async (fence: JobFence, held: Held): Promise<Interruption | undefined> => {
    const now = clock.now();
    if (isOver(held, now)) return 'lost';
    const job = await jobs.find(fence);
    if (job === undefined || isFinal(job) || job.attempts !== fence.attempt) return 'lost';
    if (job.cancelRequestedAt !== undefined) return 'cancelled';
    if (now.getTime() < held.nextBeatAt) return undefined;
    return beat(fence, held);
  };

  const beat = async (fence: JobFence, held: Held): Promise<Interruption | undefined> => {
    const now = clock.now();
    const leaseUntil = after(now, leaseMs);
    if ((await jobs.extend(fence, leaseUntil)) === 'lost') return 'lost';
    held.leaseUntil = leaseUntil;
    held.nextBeatAt = now.getTime() + beatMs;
    await held.delivery.hide(leaseMs / 1_000);
    return undefined;
  };

  return async function watchJob<Result>(
    { job, fence }: JobAttempt,
    delivery: JobDelivery,
    run: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Watched<Result>> {
    const stop = new AbortController();
    const done = new AbortController();
    const now = clock.now();
    const held: Held = {
      leaseUntil: job.leaseUntil ?? now.toISOString(),
      delivery,
      nextBeatAt: now.getTime() + beatMs,
    };
    if (isOver(held, now)) return { interruption: 'lost' };
    const watch = async (): Promise<Interruption | undefined> => {
      for (;;) {
        await sleep(lookMs, done.signal);
        if (done.signal.aborted) return undefined;
        const interruption = await look(fence, held).catch(() => undefined);
        if (interruption === undefined) continue;
        stop.abort(interruption);
        return interruption;
      }
    };
    const watching = watch();
    try {
      const result = await run(stop.signal);
      done.abort();
      const interruption = await watching;
      return interruption === undefined ? { result } : { interruption };
    } finally {
      done.abort();
    }
  };
}

function isOver({ leaseUntil }: Pick<Held, 'leaseUntil'>, now: Date): boolean {
  return now.getTime() >= Date.parse(leaseUntil);
}

interface Held {
  leaseUntil: string;
  nextBeatAt: number;
  readonly delivery: JobDelivery;
}
