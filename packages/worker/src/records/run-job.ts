import type { RunJobMessage } from '@dtr/contracts';
import type { JobReport } from '@dtr/core';
import type { Delivery, RecordDeps } from './record-deps.ts';

/** `job.run`: takes a job up. Doing it twice, or for a job that has ended, does no harm. */
export const runJob =
  ({ runJob: run, log, metrics }: Pick<RecordDeps, 'runJob' | 'log' | 'metrics'>) =>
  async (message: RunJobMessage, delivery: Delivery): Promise<void> => {
    const report = await run(message, delivery);
    count(report, metrics);
    const { jobId } = message;
    log.info({ message: 'job taken up', jobId, ...report });
  };

function count(report: JobReport, metrics: RecordDeps['metrics']): void {
  if (report.outcome === 'left') return;
  metrics.count('JobAttempts');
  if (report.outcome === 'deferred') metrics.count('JobsDeferred');
  if (report.outcome === 'ended') metrics.jobFinished(report.state);
}
