/** What of Powertools' metrics is used here. */
export interface MetricTarget {
  addMetric(name: string, unit: 'Count', value: number): unknown;
  /** Of its own line, so that its dimensions are not those of others. */
  singleMetric(): Pick<MetricTarget, 'addMetric'> & { addDimension(name: string, value: string): unknown };
  hasStoredMetrics(): boolean;
  publishStoredMetrics(): void;
}

/** What is counted, for the alarms that the README names. */
export type CountName =
  | 'ArtifactsSwept'
  | 'DeadLetters'
  | 'FailedMessages'
  | 'FailedSweeps'
  | 'JobAttempts'
  | 'JobsDeferred'
  | 'JobsSwept'
  | 'PoisonMessages'
  | 'SessionsSwept';

/** What one invocation counts. */
export interface WorkerMetrics {
  count(name: CountName, value?: number): void;
  jobFinished(state: string): void;
  /** At the end of the invocation; nothing is written when nothing was counted. */
  publish(): void;
}

export function createWorkerMetrics(target: MetricTarget): WorkerMetrics {
  return {
    count: (name, value = 1) => void target.addMetric(name, 'Count', value),
    jobFinished(state) {
      const single = target.singleMetric();
      single.addDimension('state', state);
      single.addMetric('JobsFinished', 'Count', 1);
    },
    publish() {
      if (target.hasStoredMetrics()) target.publishStoredMetrics();
    },
  };
}
