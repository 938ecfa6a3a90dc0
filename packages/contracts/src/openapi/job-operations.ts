import { jobSchema, listJobsQuerySchema } from '../job.ts';
import type { OperationId } from '../routes.ts';
import { jsonAnswer, type Operation } from './operation.ts';
import { jobPageSchema } from './pages.ts';

export const jobOperations = {
  listJobs: {
    tag: 'Jobs',
    summary: 'List jobs',
    description:
      'Your jobs, newest first, without their results. Kept 7 days after their end. A page may be shorter than `limit` and not the last.',
    query: listJobsQuerySchema,
    answers: { 200: jsonAnswer('One page.', jobPageSchema) },
    errors: ['cursor.invalid'],
  },
  getJob: {
    tag: 'Jobs',
    summary: 'Get a job',
    description:
      'Where the job stands, and its result once there is one. Read again after `Retry-After`, which is there until the state is final; states only move forward. Jobs of others look absent, as do yours 7 days after their end. The execution is kept longer: 30 days.',
    parameters: ['jobId'],
    answers: { 200: jsonAnswer('The job.', jobSchema, ['Retry-After']) },
    errors: ['job.not_found'],
  },
  cancelJob: {
    tag: 'Jobs',
    summary: 'Cancel a job',
    description:
      'A job that no worker has ends at once, and its code never runs. In a sandbox of tier `microvm` the code is stopped, usually within a second. In tier `wasm`, where nothing can run for longer than 25 s, the job ends as soon, while its code may go on until its time limit: without any effect, and what it gives is not kept. A job may also end by itself before it is cancelled: its `state` says which came first.',
    parameters: ['jobId', 'Idempotency-Key'],
    answers: {
      202: jsonAnswer('The job; it is cancelled, or about to be.', jobSchema, ['Retry-After', 'Idempotent-Replayed']),
    },
    errors: ['job.not_found', 'job.finished', 'idempotency.in_progress', 'idempotency.key_reused'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
