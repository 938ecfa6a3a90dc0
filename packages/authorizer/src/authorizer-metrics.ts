import type { RefusalReason } from '@dtr/core';

/** What of Powertools' metrics is used here. */
export interface MetricTarget {
  addMetric(name: string, unit: 'Count', value: number): unknown;
  /** Of its own line, so that its dimensions are not those of others. */
  singleMetric(): Pick<MetricTarget, 'addMetric'> & { addDimension(name: string, value: string): unknown };
  publishStoredMetrics(): void;
}

/** What is counted, for the alarms that the README names. */
export interface AuthorizerMetrics {
  admitted(): void;
  refused(reason: RefusalReason): void;
}

export function createAuthorizerMetrics(target: MetricTarget): AuthorizerMetrics {
  return {
    admitted() {
      target.addMetric('KeysAdmitted', 'Count', 1);
      target.publishStoredMetrics();
    },
    refused(reason) {
      const single = target.singleMetric();
      single.addDimension('reason', reason);
      single.addMetric('KeysRefused', 'Count', 1);
    },
  };
}
