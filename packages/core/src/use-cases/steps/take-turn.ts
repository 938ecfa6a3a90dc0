import type { SandboxTier } from '@dtr/contracts';
import type { Clock } from '../../ports/clock.ts';
import type { Sleep } from '../../ports/sleep.ts';
import type { WindowCounter } from '../../ports/window-counter.ts';

const windowMs = 200;
/** AgentCore allows 30 calls a second for an account (quota page, checked 2026-11): 6 in each window, so that they come evenly. */
const places = 6;
const name = 'code-interpreter';

export interface TakeTurnDeps {
  readonly windows: WindowCounter;
  readonly clock: Clock;
  readonly sleep: Sleep;
}

/** `exhausted`: no place came free within the patience; nothing was waited for. */
export type TakeTurn = (tier: SandboxTier, patienceMs: number) => Promise<'taken' | 'exhausted'>;

/**
 * Takes a place in the rate of calls that all processes of the account share, and waits until it has come. The `wasm` tier has no such
 * rate. Windows that were found full are remembered, so that a process that is turned away again and again asks nobody.
 */
export function makeTakeTurn({ windows, clock, sleep }: TakeTurnDeps): TakeTurn {
  const full = new Set<number>();
  return async function takeTurn(tier, patienceMs) {
    if (tier === 'wasm') return 'taken';
    const now = clock.now().getTime();
    for (const startsAtMs of full) if (startsAtMs + windowMs <= now) full.delete(startsAtMs);
    const first = now - (now % windowMs);
    for (let startsAtMs = first; startsAtMs <= now + patienceMs; startsAtMs += windowMs) {
      if (full.has(startsAtMs)) continue;
      if ((await windows.count({ name, startsAtMs, lengthMs: windowMs, limit: places })) !== 'full') {
        await sleep(Math.max(0, startsAtMs - clock.now().getTime()));
        return 'taken';
      }
      full.add(startsAtMs);
    }
    return 'exhausted';
  };
}
