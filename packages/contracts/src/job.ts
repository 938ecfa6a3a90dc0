import { type ExecutionResult, executionResultSchema } from './execution.ts';
import { cursorSchema, type PageQuery, pageLimitSchema } from './queries.ts';
import { enumSchema, objectSchema } from './schema/schema-of.ts';
import { executionIdSchema, instant, jobIdSchema } from './schema/values.ts';

export type JobKind = 'execution';
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'timed_out';
export type JobStage = 'queued' | 'waiting' | 'preparing' | 'running' | 'finished';

export const jobKinds: readonly JobKind[] = ['execution'];
export const jobStates: readonly JobState[] = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'timed_out'];

export interface JobProgress {
  readonly percent: number;
  readonly stage: JobStage;
}

/** Why a job has no result, or not the one that was wanted. `code` is one of the catalogue of errors. */
export interface JobError {
  readonly code: string;
  readonly message: string;
}

/** Something that goes on after its request was answered. States only move forward. Kept 7 days after its end. */
export interface Job {
  readonly jobId: string;
  readonly kind: JobKind;
  readonly state: JobState;
  readonly progress: JobProgress;
  readonly attempts: number;
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly executionId?: string;
  /** Once the execution has an outcome; lists leave it out. */
  readonly result?: ExecutionResult;
  readonly error?: JobError;
}

/** Query parameters of `GET /jobs`. */
export interface ListJobsQuery extends PageQuery {
  readonly state?: JobState;
  readonly kind?: JobKind;
}

const jobKindSchema = enumSchema<JobKind>('What the job does.', { execution: 'executes a tool' });

const jobStateSchema = enumSchema<JobState>('Where the job stands. States only move forward.', {
  queued: 'no code has run',
  running: 'the code was given to a sandbox',
  succeeded: 'the function returned',
  failed: 'it did not; `result` or `error` says why',
  cancelled: 'its caller stopped it; what it gave is not kept',
  timed_out: 'stopped at its time limit',
});

const jobStageSchema = enumSchema<JobStage>('What the job is at.', {
  queued: 'in the queue',
  waiting: 'for a sandbox or for another attempt',
  preparing: 'held to policy, its input read',
  running: 'in the sandbox',
  finished: 'its state is final',
});

const jobErrorSchema = objectSchema<JobError>({
  description: 'Why there is no result, or not the one that was wanted.',
  required: {
    code: { type: 'string', description: 'As in problems, for example `execution.not_started`.' },
    message: { type: 'string' },
  },
  optional: {},
});

const jobProperties = {
  required: {
    jobId: jobIdSchema,
    kind: jobKindSchema,
    state: jobStateSchema,
    progress: objectSchema<JobProgress>({
      description: 'How far it is.',
      required: { percent: { type: 'integer', minimum: 0, maximum: 100 }, stage: jobStageSchema },
      optional: {},
    }),
    attempts: { type: 'integer', minimum: 0, description: 'How often a worker has taken it up.' },
    createdAt: instant('When it was asked for.'),
  },
  optional: {
    startedAt: instant('When its code was first given to a sandbox.'),
    finishedAt: instant('When its state became final.'),
    executionId: {
      ...executionIdSchema,
      description: 'Under which the outcome is found, once there is one that is kept.',
    },
    error: jobErrorSchema,
  },
} as const;

export const jobSummarySchema = objectSchema<Omit<Job, 'result'>>({
  description: 'A job in a list, without its result.',
  ...jobProperties,
});

export const jobSchema = objectSchema<Job>({
  description: 'Something that goes on after its request was answered. Kept 7 days after its end.',
  required: jobProperties.required,
  optional: { ...jobProperties.optional, result: executionResultSchema },
});

export const listJobsQuerySchema = objectSchema<ListJobsQuery>({
  description: 'Which jobs of your own.',
  required: {},
  optional: {
    state: { type: 'string', enum: jobStates, description: 'Only jobs in this state.' },
    kind: { type: 'string', enum: jobKinds, description: 'Only jobs of this kind.' },
    limit: pageLimitSchema,
    cursor: cursorSchema,
  },
});
