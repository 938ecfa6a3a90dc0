import type { ExecutionId } from '../../domain/ids.ts';
import { isFinal } from '../../domain/job/job-record.ts';
import type { ExecutorOutcome, ToolExecutor } from '../../ports/tool-executor.ts';
import { finishedWith } from '../memory/scripted-executor.ts';
import type { TestClock } from '../memory/test-clock.ts';
import type { JobWatcher } from './job-watcher.ts';
import type { SubmittedJob } from './submitted-jobs.ts';

/** What code did in the world, beside what it gave. */
export interface SideEffects {
  readonly runs: number;
  /** Started although the job had ended. */
  readonly afterEnd: number;
  /** Started a second time under one fence. */
  readonly twicePerFence: number;
  /** Started while it was running for another attempt whose lease was not over. */
  readonly sideBySide: number;
  /** Started a second time although it may have run, and its author does not say that this does no harm. */
  readonly repeated: number;
}

interface EffectsWorld {
  readonly watcher: JobWatcher;
  readonly clock: TestClock;
  readonly random: () => number;
  readonly jobOf: (executionId: ExecutionId) => SubmittedJob | undefined;
}

/** Gives its input back, or fails in every way there is, and writes down each time that code was started, and for whom. */
export function watchedExecutor({ watcher, clock, random, jobOf }: EffectsWorld) {
  const fences = new Set<string>();
  const mayHaveRun = new Set<string>();
  const leases = new Map<string, number>();
  const counts = { runs: 0, afterEnd: 0, twicePerFence: 0, sideBySide: 0, repeated: 0 };

  const outcome = (inputJson: string): ExecutorOutcome => {
    const chance = random();
    if (chance < 0.08) return { outcome: 'unknown', reason: 'lost on purpose' };
    if (chance < 0.1) return finishedWith({ status: 'failed', error: { type: 'Error', message: 'on purpose' } });
    return finishedWith({ outputJson: inputJson });
  };

  /** Now and then longer than a lease: the attempt goes on afterwards as if nothing had happened. */
  const run = async () => {
    if (random() < 0.05) clock.advance(61_000);
    for (let ticks = Math.floor(random() * 10); ticks >= 0; ticks -= 1)
      await new Promise((resolve) => setImmediate(resolve));
  };

  const executor: ToolExecutor = {
    async execute({ executionId, inputJson }) {
      const entry = jobOf(executionId as ExecutionId);
      if (entry === undefined) return finishedWith({ outputJson: inputJson });
      if (random() < 0.05) return { outcome: 'not-started', reason: 'busy on purpose', isRateLimited: random() < 0.5 };
      const job = await watcher.find(entry);
      if (job === undefined || isFinal(job)) counts.afterEnd += 1;
      const fence = `${executionId}#${job?.attempts}`;
      if (fences.has(fence)) counts.twicePerFence += 1;
      if (mayHaveRun.has(executionId) && !entry.mayRepeat) counts.repeated += 1;
      fences.add(fence);
      mayHaveRun.add(executionId);
      counts.runs += 1;
      if ((leases.get(executionId) ?? 0) > clock.now().getTime()) counts.sideBySide += 1;
      leases.set(executionId, Date.parse(job?.leaseUntil ?? ''));
      await run();
      leases.delete(executionId);
      return outcome(inputJson);
    },
  };
  return { executor, effects: (): SideEffects => ({ ...counts }) };
}
