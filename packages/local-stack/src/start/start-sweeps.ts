import { type ScheduleRule, startSchedule } from '../event-sources/schedule.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Log } from '../log/log.ts';
import type { Closers } from './closers.ts';
import type { DataFolder } from './data-folder.ts';
import { deployedName } from './function-names.ts';

const minuteMs = 60_000;
/** The first of each soon after the start, for what a stack left behind that was killed. */
export const sweepRules: readonly ScheduleRule[] = [
  { event: { kind: 'sweep' }, everyMs: minuteMs, firstAfterMs: 5_000 },
  { event: { kind: 'sweep.artifacts' }, everyMs: 60 * minuteMs, firstAfterMs: 90_000 },
];
/** The longest after which anything half done is due: a queued job 15 minutes after its last message, a sandbox session after its job's time. */
const settledMs = 20 * minuteMs;

export interface SweepsOptions {
  readonly lambda: LambdaService;
  readonly folder: Pick<DataFolder, 'isNew'>;
  /** Whether the queue is this stack's own; another's is swept by another's worker. */
  readonly isOurs: boolean;
  readonly closers: Closers;
  readonly log: Log;
}

/**
 * Has the worker sweep by the clock, as the schedule does in AWS, but only while there may be anything to sweep: for 20 minutes after any
 * function ran, so that a stack which nobody uses starts no process each minute. Returns the service through which others invoke.
 */
export function startSweeps({ lambda, folder, isOurs, closers, log }: SweepsOptions): LambdaService {
  let lastUsedMs = folder.isNew ? Number.NEGATIVE_INFINITY : Date.now();
  if (isOurs) {
    const isWanted = () => Date.now() - lastUsedMs < settledMs;
    const schedule = startSchedule({
      functionName: deployedName('worker'),
      rules: sweepRules,
      isWanted,
      invoke: lambda.invoke,
      log,
    });
    closers.add(async () => schedule.stop());
  }
  return {
    ...lambda,
    invoke(name, payload) {
      lastUsedMs = Date.now();
      return lambda.invoke(name, payload);
    },
  };
}
