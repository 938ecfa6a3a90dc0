import type { SweepEvent } from '@dtr/contracts';
import type { SweptParts, WorkerUseCases } from '@dtr/core';
import type { LogTarget } from '@dtr/lambda-kit';
import { reasonOf } from '../reason-of.ts';
import type { WorkerMetrics } from '../worker-metrics.ts';

export interface SweepHandlerDeps extends Pick<WorkerUseCases, 'sweep' | 'sweepArtifacts' | 'readAuditHeads'> {
  readonly log: LogTarget;
  readonly metrics: WorkerMetrics;
}

/** Counts of what was found; nobody reads them but who invokes the function by hand. */
export type SweepAnswer = Readonly<Record<string, number>>;

/** What the schedule asks for. Rejects when nothing could be done; a part that failed is logged and counted, and has its turn the next time. */
export function handleSweep({ sweep, sweepArtifacts, readAuditHeads, log, metrics }: SweepHandlerDeps) {
  const sweepAll = async (): Promise<SweepAnswer> => {
    const { failures, ...counts } = await sweep();
    for (const failure of failures) log.error({ message: 'part of a sweep failed', ...reasonOf(failure) });
    countParts(counts, metrics);
    metrics.count('FailedSweeps', failures.length);
    log.info({ message: 'swept', ...counts });
    return { ...counts, failures: failures.length };
  };

  /** In the log they stand where whoever may write to the table cannot change them. Keeps nobody from their turn. */
  const logAuditHeads = async (): Promise<void> => {
    try {
      for (const heads of await readAuditHeads()) log.info({ message: 'audit heads', ...heads });
    } catch (error) {
      log.error({ message: 'audit heads were not read', ...reasonOf(error) });
      metrics.count('FailedSweeps');
    }
  };

  const sweepStore = async (): Promise<SweepAnswer> => {
    await logAuditHeads();
    const report = await sweepArtifacts();
    metrics.count('ArtifactsSwept', report.removed);
    log.info({ message: 'artifacts swept', ...report });
    return { ...report };
  };

  return ({ kind }: SweepEvent): Promise<SweepAnswer> => (kind === 'sweep.artifacts' ? sweepStore() : sweepAll());
}

/** A part that failed has no count, rather than one of zero. */
function countParts(
  { jobs, sessionsStopped, deadLetters }: Omit<SweptParts, 'failures'>,
  metrics: WorkerMetrics,
): void {
  if (jobs !== undefined) metrics.count('JobsSwept', jobs);
  if (sessionsStopped !== undefined) metrics.count('SessionsSwept', sessionsStopped);
  if (deadLetters !== undefined) metrics.count('DeadLetters', deadLetters);
}
