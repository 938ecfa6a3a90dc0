import type { DeadLetters } from '../ports/dead-letters.ts';
import { type DrainOutboxDeps, makeDrainOutbox } from './drain-outbox.ts';
import { makeSweepJobs, type SweepJobsDeps } from './sweep-jobs.ts';
import { makeSweepSessions, type SweepSessionsDeps } from './sweep-sessions.ts';

export interface SweepDeps extends SweepJobsDeps, DrainOutboxDeps, SweepSessionsDeps {
  readonly deadLetters: DeadLetters;
}

/** What one sweep found; a part is absent when it failed. */
export interface SweptParts {
  /** Jobs announced again. */
  readonly jobs?: number;
  /** Entries that nothing has to follow from any more. */
  readonly entries?: number;
  readonly revalidations?: number;
  readonly sessionsStopped?: number;
  readonly sessionsLeft?: number;
  readonly deadLetters?: number;
  readonly failures: readonly unknown[];
}

export type Sweep = ReturnType<typeof makeSweep>;

/** Finds what is half done, every minute. A part that fails keeps none of the others from their turn; it is done again a minute later. */
export function makeSweep(deps: SweepDeps) {
  const sweepJobs = makeSweepJobs(deps);
  const drainOutbox = makeDrainOutbox(deps);
  const sweepSessions = makeSweepSessions(deps);
  return async function sweep(): Promise<SweptParts> {
    const parts = await Promise.allSettled([
      sweepJobs().then((jobs) => ({ jobs })),
      drainOutbox().then(({ removed, revalidations }) => ({ entries: removed, revalidations })),
      sweepSessions().then(({ stopped, left }) => ({ sessionsStopped: stopped, sessionsLeft: left })),
      deps.deadLetters.count().then((deadLetters) => ({ deadLetters })),
    ]);
    const done = parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : []));
    const failures = parts.flatMap((part) => (part.status === 'rejected' ? [part.reason as unknown] : []));
    return Object.assign({ failures }, ...done);
  };
}
