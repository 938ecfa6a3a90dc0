import type { RateLimit } from '../domain/agent/rate-limit.ts';
import type { AgentId } from '../domain/ids.ts';
import { createRecentEntries } from '../domain/recent-entries.ts';
import type { Clock } from '../ports/clock.ts';
import type { WindowCounter } from '../ports/window-counter.ts';

const windowMs = { requests: 60_000, executions: 86_400_000 } as const;
/** Windows that one process remembers. */
const remembered = 1_000;
/** The largest part of a limit that one process takes at once. Quotas are counted one by one: a day sees many processes end. */
const partOf = { requests: 64, executions: Number.POSITIVE_INFINITY } as const;

export interface CountRequestDeps {
  readonly windows: WindowCounter;
  readonly clock: Clock;
}

/** What an agent may do. Without `executionsPerDay` there is no such limit, and nothing is counted for it. */
export interface Allowance {
  readonly requestsPerMinute: number;
  readonly executionsPerDay?: number | undefined;
}

export interface CountedRequest {
  /** That were looked at; those of a request that was turned away end with the one that is used up. */
  readonly limits: readonly RateLimit[];
  readonly usedUp?: RateLimit;
}

export type CountRequest = ReturnType<typeof makeCountRequest>;

type Window = Parameters<WindowCounter['count']>[0];

/** A window as one process knows it: what all have taken, and what of that it has given to requests or has left. */
interface KnownWindow {
  taken: number;
  given: number;
  left: number;
  isFull: boolean;
}

/**
 * Counts a request of an agent against what it may do, across all processes: requests in each minute of the clock, executions in each UTC
 * day. A minute begins anew for all at once, so that around its end twice as many may pass. Places for requests are taken in blocks: as many as
 * the process has given out, at most a 64th of the limit. Never do more pass than may; fewer may, by what processes have left.
 * A window that was found full is remembered: an agent that does not stop costs nothing but the answers.
 */
export function makeCountRequest({ windows, clock }: CountRequestDeps) {
  const known = createRecentEntries<string, KnownWindow>(remembered);

  const take = async (window: Window, state: KnownWindow, wanted: number): Promise<void> => {
    for (const places of new Set([wanted, 1])) {
      const taken = await windows.count({ ...window, places });
      if (taken === 'full') continue;
      state.taken = Math.max(state.taken, taken);
      state.left += places;
      return;
    }
    state.isFull = true;
  };

  const count = async (agent: AgentId, of: RateLimit['of'], limit: number): Promise<CountedRequest> => {
    const lengthMs = windowMs[of];
    const nowMs = clock.now().getTime();
    const startsAtMs = nowMs - (nowMs % lengthMs);
    const name = `${of}:${agent}`;
    const key = `${name} ${startsAtMs} ${limit}`;
    const state = known.find(key) ?? { taken: 0, given: 0, left: 0, isFull: false };
    known.put(key, state);
    // What was taken for this request may have gone to another one by the time it is here.
    while (state.left === 0 && !state.isFull) {
      const block = Math.max(1, Math.min(state.given, Math.floor(limit / partOf[of])));
      await take({ name, startsAtMs, lengthMs, limit }, state, block);
    }
    const isGiven = state.left > 0;
    if (isGiven) Object.assign(state, { left: state.left - 1, given: state.given + 1 });
    const answer = {
      of,
      limit,
      windowSeconds: lengthMs / 1_000,
      remaining: isGiven ? limit - state.taken + state.left : 0,
      resetSeconds: Math.ceil((startsAtMs + lengthMs - nowMs) / 1_000),
    };
    return { limits: [answer], ...(!isGiven && { usedUp: answer }) };
  };

  return async function countRequest(
    agent: AgentId,
    { requestsPerMinute, executionsPerDay }: Allowance,
    isExecution: boolean,
  ): Promise<CountedRequest> {
    const requests = await count(agent, 'requests', requestsPerMinute);
    if (requests.usedUp || !isExecution || executionsPerDay === undefined) return requests;
    const executions = await count(agent, 'executions', executionsPerDay);
    return { ...executions, limits: [...requests.limits, ...executions.limits] };
  };
}
