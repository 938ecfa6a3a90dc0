import type { JobRecord } from '../../domain/job/job-record.ts';
import type { WorkQueue } from '../../ports/work-queue.ts';

/** Has the job taken up, now or in a while. Announcing it again does no harm: only one attempt holds it. */
export function announceJob(
  queue: WorkQueue,
  { caller, jobId }: Pick<JobRecord, 'caller' | 'jobId'>,
  delaySeconds?: number,
): Promise<void> {
  const message = { kind: 'job.run', agent: caller, jobId } as const;
  return queue.send(message, { agent: caller, ...(delaySeconds !== undefined && { delaySeconds }) });
}
