import type { Automaton, Edge } from './automaton.ts';
import { sampleOf } from './character-set.ts';

/** A shortest word that leads over edges to a state that `isGoal` accepts; absent when none does. */
export function findPath(
  automaton: Automaton,
  from: readonly Edge[],
  isGoal: (state: number) => boolean,
): readonly number[] | undefined {
  const cameFrom = new Map<number, number | undefined>();
  const queue: number[] = [];
  const visit = (edges: readonly Edge[], source: number | undefined) => {
    for (const { to } of edges) {
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, source);
      queue.push(to);
    }
  };
  visit(from, undefined);
  for (let index = 0; index < queue.length; index += 1) {
    const state = queue[index] ?? 0;
    if (isGoal(state)) return wordTo(automaton, state, cameFrom);
    visit(automaton.edgesFrom(state), state);
  }
  return undefined;
}

function wordTo({ states }: Automaton, goal: number, cameFrom: ReadonlyMap<number, number | undefined>): number[] {
  const word: number[] = [];
  for (let state: number | undefined = goal; state !== undefined; state = cameFrom.get(state)) {
    const sample = sampleOf(states[state]?.set ?? []);
    if (sample !== undefined) word.push(sample);
  }
  return word.reverse();
}
