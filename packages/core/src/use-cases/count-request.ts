import type { RateLimit } from '../domain/agent/rate-limit.ts';
import type { AgentId } from '../domain/ids.ts';
import { createRecentEntries } from '../domain/recent-entries.ts';
import type { Clock } from '../ports/clock.ts';
import type { WindowCounter } from '../ports/window-counter.ts';

const windowMs = { requests: 60_000, executions: 86_400_000 } as const;
/** Full windows that one process remembers. */
const remembered = 1_000;

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

/**
 * Counts a request of an agent against what it may do, across all processes: requests in each minute of the clock, executions in each UTC
 * day. A minute begins anew for all at once, so that around its end twice as many may pass. A window that was found full is remembered:
 * an agent that does not stop costs nothing but the answers.
 */
export function makeCountRequest({ windows, clock }: CountRequestDeps) {
  const full = createRecentEntries<string, true>(remembered);

  const count = async (agent: AgentId, of: RateLimit['of'], limit: number): Promise<CountedRequest> => {
    const lengthMs = windowMs[of];
    const nowMs = clock.now().getTime();
    const startsAtMs = nowMs - (nowMs % lengthMs);
    const name = `${of}:${agent}`;
    const key = `${name} ${startsAtMs} ${limit}`;
    const counted = full.find(key) ? 'full' : await windows.count({ name, startsAtMs, lengthMs, limit });
    const state = {
      of,
      limit,
      windowSeconds: lengthMs / 1_000,
      remaining: counted === 'full' ? 0 : limit - counted,
      resetSeconds: Math.ceil((startsAtMs + lengthMs - nowMs) / 1_000),
    };
    if (counted !== 'full') return { limits: [state] };
    full.put(key, true);
    return { limits: [state], usedUp: state };
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
