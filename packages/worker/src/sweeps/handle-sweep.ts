import type { SweepEvent } from '@dtr/contracts';
import type { DeadLetters } from '@dtr/core';
import type { LogTarget } from '@dtr/lambda-kit';
import type { WorkerMetrics } from '../worker-metrics.ts';

export interface SweepHandlerDeps {
  readonly deadLetters: DeadLetters;
  readonly log: LogTarget;
  readonly metrics: WorkerMetrics;
}

/** What was found; nobody reads it but who invokes the function by hand. */
export interface SweepAnswer {
  readonly deadLetters?: number;
}

/** What the schedule asks for. Rejects when it could not be done: the schedule asks again. */
export function handleSweep({ deadLetters, log, metrics }: SweepHandlerDeps) {
  return async function sweep({ kind }: SweepEvent): Promise<SweepAnswer> {
    if (kind !== 'sweep') return {};
    const count = await deadLetters.count();
    metrics.count('DeadLetters', count);
    log.info({ message: 'swept', deadLetters: count });
    return { deadLetters: count };
  };
}
