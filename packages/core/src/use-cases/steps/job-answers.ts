import { type JobAnswer, toJobSummary } from '../../domain/job/job-answer.ts';
import { isFinal, type JobRecord } from '../../domain/job/job-record.ts';
import { type ExecutionRecordDeps, recallExecution } from './execution-records.ts';

/** The job as its caller sees it, with its result once there is one. */
export async function jobAnswer(deps: ExecutionRecordDeps, job: JobRecord): Promise<JobAnswer> {
  const summary = toJobSummary(job, deps.clock.now());
  if (!isFinal(job) || job.state === 'cancelled') return summary;
  const result = await recallExecution(deps, job.caller, job.executionId);
  return result === undefined ? summary : { ...summary, result };
}

export function isExpired({ expiresAt }: JobRecord, now: Date): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime();
}
