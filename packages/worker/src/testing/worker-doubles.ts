import type { ReceivedMessages } from '@dtr/core';
import type { LogLine, LogTarget } from '@dtr/lambda-kit';
import type { WorkerMetrics } from '../worker-metrics.ts';

/** What a worker does beside its work: what it logs, counts and hides. */
export interface WorkerDoubles {
  readonly lines: LogLine[];
  readonly counted: Record<string, number>;
  readonly hidden: Record<string, number>;
  readonly log: LogTarget;
  readonly metrics: WorkerMetrics;
  readonly messages: ReceivedMessages;
}

export function createWorkerDoubles(): WorkerDoubles {
  const lines: LogLine[] = [];
  const counted: Record<string, number> = {};
  const hidden: Record<string, number> = {};
  const keep = (line: LogLine) => void lines.push(line);
  const add = (name: string, value: number) => {
    counted[name] = (counted[name] ?? 0) + value;
  };
  return {
    lines,
    counted,
    hidden,
    log: { info: keep, error: keep },
    metrics: {
      count: (name, value = 1) => add(name, value),
      jobFinished: (state) => add(`JobsFinished ${state}`, 1),
      publish: () => undefined,
    },
    messages: {
      async hide(receiptHandle, seconds) {
        hidden[receiptHandle] = seconds;
      },
    },
  };
}
