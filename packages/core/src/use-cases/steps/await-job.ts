import { isFinal, type JobRecord } from '../../domain/job/job-record.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobRepository } from '../../ports/job-repository.ts';
import type { Sleep } from '../../ports/sleep.ts';

/** A short tool has ended as a job some 25 ms after it was announced: looking seldom at first would double that. */
const firstPauseMs = 15;
const longestPauseMs = 250;
const growth = 1.2;

export interface AwaitJobDeps {
  readonly jobs: JobRepository;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** Looks at a job until it has ended or the time is over, and gives it as it stands then. */
export async function awaitJob(
  { jobs, clock, sleep }: AwaitJobDeps,
  job: JobRecord,
  untilMs: number,
): Promise<JobRecord> {
  let current = job;
  for (let pauseMs = firstPauseMs; !isFinal(current); pauseMs = Math.min(pauseMs * growth, longestPauseMs)) {
    const leftMs = untilMs - clock.now().getTime();
    if (leftMs <= 0) return current;
    await sleep(Math.min(pauseMs, leftMs));
    current = (await jobs.find(current)) ?? current;
  }
  return current;
}
