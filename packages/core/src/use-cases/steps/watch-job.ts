import { isFinal } from '../../domain/job/job-record.ts';
import { after, leaseMs } from '../../domain/job/job-times.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobFence, JobRepository } from '../../ports/job-repository.ts';
import type { Sleep } from '../../ports/sleep.ts';
import type { JobDelivery } from '../run-job.ts';

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

export interface Watched<Result> {
  readonly result: Result;
  readonly interruption?: Interruption;
}

/**
 * Runs something for a job and keeps the job meanwhile: its lease and its message are lengthened, and the signal is given when it is to
 * be cancelled or is lost. A look that fails is no reason to stop, until the lease is over.
 */
export function makeWatchJob({ jobs, clock, sleep }: WatchJobDeps) {
  const look = async (fence: JobFence, held: Held): Promise<Interruption | undefined> => {
    const now = clock.now().getTime();
    if (now > Date.parse(held.leaseUntil)) return 'lost';
    const job = await jobs.find(fence);
    if (job === undefined || isFinal(job) || job.attempts !== fence.attempt) return 'lost';
    if (job.cancelRequestedAt !== undefined) return 'cancelled';
    if (now < held.nextBeatAt) return undefined;
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
    fence: JobFence,
    { leaseUntil, delivery }: Pick<Held, 'leaseUntil' | 'delivery'>,
    run: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Watched<Result>> {
    const stop = new AbortController();
    const done = new AbortController();
    const held: Held = { leaseUntil, delivery, nextBeatAt: clock.now().getTime() + beatMs };
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
      return { result, ...(interruption && { interruption }) };
    } finally {
      done.abort();
    }
  };
}

interface Held {
  leaseUntil: string;
  nextBeatAt: number;
  readonly delivery: JobDelivery;
}
