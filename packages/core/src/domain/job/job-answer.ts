import type { Job, JobProgress } from '@dtr/contracts';
import { type ExecutionAnswer, executionJson } from '../execution/execution-answer.ts';
import { isFinal, type JobRecord } from './job-record.ts';

/** A job with its result's output as the JSON text that the sandbox wrote. */
export type JobAnswer = Omit<Job, 'result'> & { readonly result?: ExecutionAnswer };

export type JobSummary = Omit<Job, 'result'>;

/** The body of an answer: a `Job` as JSON with the output's text in its place, unread. */
export function jobJson({ result, ...rest }: JobAnswer): string {
  if (result === undefined) return JSON.stringify(rest);
  return `${JSON.stringify(rest).slice(0, -1)},"result":${executionJson(result)}}`;
}

export function toJobSummary(job: JobRecord, now: Date): JobSummary {
  const { jobId, kind, state, attempts, createdAt, startedAt, finishedAt, executionId, error } = job;
  return {
    jobId,
    kind,
    state,
    progress: progressOf(job, now),
    attempts,
    createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    executionId,
    ...(error && { error }),
  };
}

const percentOf = { queued: 0, waiting: 0, preparing: 5, running: 10, finished: 100 } as const;
const runningAtMost = 95;

/** Code says nothing about how far it is: while it runs, its time limit is all there is to measure by. */
function progressOf(job: JobRecord, now: Date): JobProgress {
  const { stage, startedAt, order } = job;
  const percent = percentOf[stage];
  if (isFinal(job) || stage !== 'running' || startedAt === undefined) return { percent, stage };
  const share = Math.min(1, Math.max(0, now.getTime() - Date.parse(startedAt)) / order.timeoutMs);
  return { percent: Math.floor(percent + share * (runningAtMost - percent)), stage };
}
