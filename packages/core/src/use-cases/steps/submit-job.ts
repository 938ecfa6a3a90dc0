import { type AgentId, executionIdOf, jobIdOf } from '../../domain/ids.ts';
import { inputKeyOf, isFinal, type JobRecord } from '../../domain/job/job-record.ts';
import { after, messageMs } from '../../domain/job/job-times.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JobRepository } from '../../ports/job-repository.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';
import { announceJob } from './announce-job.ts';
import type { ExecutionPlan } from './plan-execution.ts';

export interface SubmitJobDeps {
  readonly jobs: JobRepository;
  readonly outputs: OutputStore;
  readonly queue: WorkQueue;
  readonly clock: Clock;
}

/**
 * Makes a job of an execution that nothing speaks against. Order: the input, then the row, then the message, so that a job that can be
 * read can be run; when the message does not come through, the sweep sends it again. A repeated seed finds its job.
 */
export async function submitJob(
  { jobs, outputs, queue, clock }: SubmitJobDeps,
  { caller, seed, record, plan }: Submission,
): Promise<JobRecord> {
  const jobId = jobIdOf(seed);
  await outputs.put(inputKeyOf(jobId), plan.inputJson);
  const now = clock.now();
  const fresh: JobRecord = {
    jobId,
    caller,
    kind: 'execution',
    state: 'queued',
    stage: 'queued',
    executionId: executionIdOf(seed),
    order: { toolId: record.toolId, version: record.version, timeoutMs: plan.timeoutMs },
    attempts: 0,
    createdAt: now.toISOString(),
    dueAt: after(now, messageMs),
  };
  const added = await jobs.add(fresh);
  const job = added === 'added' ? fresh : added;
  if (!isFinal(job)) await announceJob(queue, job).catch(() => undefined);
  return job;
}

export interface Submission {
  readonly caller: AgentId;
  /** Names the job and its execution. */
  readonly seed: string;
  readonly record: Pick<ToolRecord, 'toolId' | 'version'>;
  readonly plan: ExecutionPlan;
}
