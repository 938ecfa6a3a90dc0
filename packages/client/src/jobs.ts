import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '@dtr/contracts';
import type { Answer } from './answer.ts';
import { retryAfterMs } from './retry.ts';

/** A job in a list. */
export type JobSummary = Omit<Job, 'result'>;

export interface JobWaitOptions {
  readonly signal?: AbortSignal;
  /** For the end of the job; without it for as long as it takes. */
  readonly timeoutMs?: number;
}

/** The job has no result: it ended without one, or was waited for no longer. */
export class NoResultError extends Error {
  override readonly name = 'NoResultError';
  /** As it was last seen. */
  readonly job: Job;

  constructor(job: Job) {
    const { jobId, state, error } = job;
    super(`${jobId} is ${state} without a result${error ? `: ${error.code}: ${error.message}` : ''}`);
    this.job = job;
  }
}

/** Between two looks where the service does not say, and at most. */
const defaultPauseMs = 1_000;
const longestPauseMs = 10_000;

type GetJob = (jobId: string, options: { readonly signal?: AbortSignal }) => Promise<Answer<Job>>;

/** The job once its state is final; throws `NoResultError` when that is not so in time. */
export async function waitUntilFinal(
  getJob: GetJob,
  jobId: string,
  { signal, timeoutMs = Number.POSITIVE_INFINITY }: JobWaitOptions = {},
): Promise<Answer<Job>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await getJob(jobId, { ...(signal && { signal }) });
    if (answer.data.finishedAt !== undefined) return answer;
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) throw new NoResultError(answer.data);
    const pauseMs = Math.min(leftMs, longestPauseMs, retryAfterMs(answer.headers) ?? defaultPauseMs);
    await sleep(pauseMs, undefined, { ...(signal && { signal }) }).catch(() => signal?.throwIfAborted());
  }
}
