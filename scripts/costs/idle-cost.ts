import { assumptions, calls } from './assumptions.ts';
import { gbSeconds } from './execution-cost.ts';
import type { OperationCount } from './operation-counts.ts';
import { prices } from './prices.ts';

/** What costs by the month in an environment, as `terraform/` makes it. */
export interface Standing {
  /** Metrics that alarms look at; one alarm may look at several. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly secrets: number;
  /** Of ours that are written though nobody calls: by the sweep. */
  readonly metrics: number;
  /** Interface endpoints times zones: none unless `is_private`. */
  readonly endpoints: number;
}

export const standing: Standing = { alarmMetrics: 27, compositeAlarms: 1, secrets: 1, metrics: 4, endpoints: 0 };
/** Five endpoints in two zones. */
export const privateEndpoints = 10;

export interface IdleItem {
  readonly name: string;
  readonly usd: number;
}

const minutesPerMonth = assumptions.hoursPerMonth * 60;

/** Dollars of a month in which nobody calls, item by item. */
export function idleItems(swept: OperationCount, { endpoints, ...what }: Standing): readonly IdleItem[] {
  const { sweep } = calls;
  const ofOneSweep =
    prices.functionRequest.usd +
    gbSeconds(sweep, sweep.ms) * prices.functionGbSecond.usd +
    swept.readUnits * prices.tableRead.usd +
    // It counts the dead letters.
    prices.queueRequest.usd +
    (sweep.logBytes / 1_000_000_000) * prices.logGb.usd;
  return [
    { name: 'metrics of ours that the sweep writes', usd: what.metrics * prices.metricMonth.usd },
    {
      name: 'alarms',
      usd: what.alarmMetrics * prices.alarmMetricMonth.usd + what.compositeAlarms * prices.compositeAlarmMonth.usd,
    },
    { name: 'a sweep each minute', usd: minutesPerMonth * ofOneSweep },
    { name: 'the secret', usd: what.secrets * prices.secretMonth.usd },
    {
      name: 'asking the empty queue',
      usd: minutesPerMonth * assumptions.idlePollsPerMinute * prices.queueRequest.usd,
    },
    ...(endpoints > 0
      ? [
          {
            name: 'endpoints of a private network',
            usd: endpoints * assumptions.hoursPerMonth * prices.endpointHour.usd,
          },
        ]
      : []),
  ];
}
