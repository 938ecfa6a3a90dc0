import type { JobError } from '@dtr/contracts';
import { AppError } from '../app-error.ts';

export function jobNotFound(): AppError {
  return new AppError('job.not_found', 'There is no such job, it was not yours, or it ended more than 7 days ago.');
}

export function jobFinished(): AppError {
  return new AppError('job.finished', 'The job has already ended.', {
    details: { hint: 'GET /jobs/{jobId} tells how.' },
  });
}

export const attemptsExhausted: JobError = {
  code: 'job.attempts_exhausted',
  message: 'None of its attempts came to an end.',
};

export const lostOutcome: JobError = {
  code: 'execution.outcome_unknown',
  message:
    'The code was given to a sandbox and not heard of again. It is not run twice: the tool is not annotated as idempotent.',
};

export function notStarted(reason: string): JobError {
  return { code: 'execution.not_started', message: reason };
}
