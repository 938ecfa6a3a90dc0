import type { InvocationOutcome } from '../lambda/invocation.ts';
import type { Log } from '../log/log.ts';

/** As a rule of EventBridge: the same event for the function, again and again. */
export interface ScheduleRule {
  readonly everyMs: number;
  /** A rule of EventBridge has no such beginning; a machine that was switched off has. */
  readonly firstAfterMs: number;
  readonly event: { readonly kind: string };
}

export interface ScheduleOptions {
  readonly functionName: string;
  readonly rules: readonly ScheduleRule[];
  /** Asked each time: without it the event is left out this once. */
  readonly isWanted: () => boolean;
  readonly invoke: (functionName: string, payload: Buffer) => Promise<InvocationOutcome>;
  readonly log: Log;
}

export interface Schedule {
  /** Invokes no more; what runs is not waited for. */
  stop(): void;
}

/** Invokes a function by the clock. An event whose turn comes while its last one still runs is left out; a failure is logged, and its turn comes again. */
export function startSchedule(options: ScheduleOptions): Schedule {
  const stops = options.rules.map((rule) => follow(rule, options));
  return {
    stop() {
      for (const stop of stops) stop();
    },
  };
}

function follow({ everyMs, firstAfterMs, event }: ScheduleRule, options: ScheduleOptions): () => void {
  const { functionName, isWanted, invoke, log } = options;
  const payload = Buffer.from(JSON.stringify(event));
  const failed = (reason: string) =>
    log.write('warn', 'schedule', 'a scheduled event failed', { functionName, ...event, reason });
  let isRunning = false;
  let timer = setTimeout(turn, firstAfterMs);

  async function turn(): Promise<void> {
    timer = setTimeout(turn, everyMs);
    if (isRunning || !isWanted()) return;
    isRunning = true;
    try {
      const { ok, payload: answer } = await invoke(functionName, payload);
      if (!ok) failed(answer.toString());
    } catch (error) {
      failed(String(error));
    } finally {
      isRunning = false;
    }
  }
  return () => clearTimeout(timer);
}
