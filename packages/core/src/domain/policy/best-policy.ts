import type { PolicyHead } from './policy-head.ts';

/**
 * The policy that judges an agent's tools: the one that names the agent, else the one with the longest beginning of its id.
 * Patterns belong to one policy each, so that no two fit equally well. `undefined` only when none has `*`.
 */
export function bestPolicyFor<Head extends Pick<PolicyHead, 'agents'>>(
  heads: readonly Head[],
  agent: string,
): Head | undefined {
  const fits = heads.flatMap((head) => {
    const rank = Math.max(...head.agents.map((pattern) => rankOf(pattern, agent)), -1);
    return rank < 0 ? [] : [{ head, rank }];
  });
  return fits.sort((left, right) => right.rank - left.rank)[0]?.head;
}

/** Length of what a pattern says about the agent; naming it outranks every beginning, and -1 does not fit. */
function rankOf(pattern: string, agent: string): number {
  if (pattern === agent) return Number.POSITIVE_INFINITY;
  if (!pattern.endsWith('*')) return -1;
  const beginning = pattern.slice(0, -1);
  return agent.startsWith(beginning) ? beginning.length : -1;
}

/** Another policy that has one of these patterns, with the pattern. */
export function findTakenPattern(
  heads: readonly Pick<PolicyHead, 'name' | 'agents'>[],
  name: string,
  agents: readonly string[],
): { readonly pattern: string; readonly index: number; readonly by: string } | undefined {
  const takenBy = new Map(heads.flatMap((head) => head.agents.map((pattern) => [pattern, head.name] as const)));
  for (const [index, pattern] of agents.entries()) {
    const by = takenBy.get(pattern);
    if (by !== undefined && by !== name) return { pattern, index, by };
  }
  return undefined;
}
