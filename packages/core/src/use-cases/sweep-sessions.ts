import { parseSandboxSessionName } from '../domain/execution/session-name.ts';
import type { Clock } from '../ports/clock.ts';
import type { SandboxSession, SandboxSessions } from '../ports/sandbox-sessions.ts';

const stopsAtOnce = 4;

export interface SweepSessionsDeps {
  /** Absent in a deployment without the `microvm` tier. */
  readonly sessions?: SandboxSessions | undefined;
  readonly clock: Clock;
}

export interface SessionSweep {
  readonly stopped: number;
  /** Could not be stopped; the next sweep tries again. */
  readonly left: number;
}

/** Stops the sandbox sessions whose end, which stands in their name, is past: whoever had to stop them has died. */
export function makeSweepSessions({ sessions, clock }: SweepSessionsDeps) {
  return async function sweepSessions(): Promise<SessionSweep> {
    const alive = (await sessions?.list()) ?? [];
    const nowSeconds = clock.now().getTime() / 1_000;
    const over = alive.filter(
      ({ name }) => (parseSandboxSessionName(name)?.endsAtEpochSeconds ?? Infinity) < nowSeconds,
    );
    const waiting = [...over];
    let left = 0;
    const stopWaiting = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) left += await failures(stop(next));
    };
    const stop = async ({ sessionId }: SandboxSession) => sessions?.stop(sessionId);
    await Promise.all(Array.from({ length: stopsAtOnce }, stopWaiting));
    return { stopped: over.length - left, left };
  };
}

async function failures(act: Promise<unknown>): Promise<0 | 1> {
  return act.then(
    () => 0 as const,
    () => 1 as const,
  );
}
