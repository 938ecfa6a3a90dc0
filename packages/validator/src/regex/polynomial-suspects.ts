import { componentsOf } from '../analysis/components.ts';
import type { Automaton, State } from './automaton.ts';
import { includes, intersectionOf, sampleOf } from './character-set.ts';
import { findPath } from './find-path.ts';
import type { Suspect } from './suspect.ts';

/** Characters that are tried; patterns rarely have more kinds of them. */
const maximumCharacters = 16;

/**
 * Loops that follow one another and read the same character: with `n` of it there are about `n` ways for each loop to
 * share it out. `least` loops are worth a try.
 */
export function polynomialSuspects(automaton: Automaton, least: number): Suspect[] {
  return charactersOf(automaton).flatMap((character) => {
    const chain = longestChain(automaton, character);
    const [first] = chain;
    if (!first || loopsIn(chain) < least) return [];
    const prefix = findPath(automaton, automaton.first, (state) => state === first.state.id);
    if (!prefix) return [];
    return [
      {
        growth: 'polynomial',
        prefix: prefix.slice(0, -1),
        pump: [character],
        states: chain.filter(({ isLoop }) => isLoop).map(({ state }) => state),
        isAdjacent: chain.every(({ isLoop }) => isLoop),
        loops: loopsIn(chain),
      } satisfies Suspect,
    ];
  });
}

/** One readable character for every set of the pattern, and for what each two of them share. */
function charactersOf({ states }: Automaton): readonly number[] {
  const sets = [...new Set(states.map(({ set }) => set))].slice(0, 40);
  const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()].slice(0, maximumCharacters);
  const shared = distinct.flatMap((set, index) => distinct.slice(index + 1).map((other) => intersectionOf(set, other)));
  const samples = [...distinct, ...shared].flatMap((set) => sampleOf(set) ?? []);
  return [...new Set(samples)].slice(0, maximumCharacters);
}

interface Link {
  readonly state: State;
  readonly isLoop: boolean;
}

const loopsIn = (chain: readonly Link[]) => chain.filter(({ isLoop }) => isLoop).length;

/** The way through states that read the character which passes most loops; a loop stands for all its states. */
function longestChain(automaton: Automaton, character: number): readonly Link[] {
  const states = automaton.states.filter(({ set }) => includes(set, character));
  const index = new Map(states.map(({ id }, at) => [id, at]));
  const targets = states.map(({ id }) => automaton.edgesFrom(id).flatMap(({ to }) => index.get(to) ?? []));
  const component = componentsOf({ size: states.length, targetsOf: (state) => targets[state] ?? [] });
  const members = membersOf(component);
  const best: { readonly loops: number; readonly length: number; readonly next: number | undefined }[] = [];
  const isLoop = members.map(([one = 0, ...others]) => others.length > 0 || Boolean(targets[one]?.includes(one)));
  // Components are numbered from the ends of the graph, so what follows is known already.
  for (const [number, own] of members.entries()) {
    const following = own.flatMap((state) => (targets[state] ?? []).map((target) => component[target] ?? 0));
    let next: number | undefined;
    for (const one of following)
      if (one !== number && (next === undefined || isBetter(best[one], best[next]))) next = one;
    const after = next === undefined ? undefined : best[next];
    const useful = after && after.loops > 0 ? next : undefined;
    best.push({
      loops: (isLoop[number] ? 1 : 0) + (after?.loops ?? 0),
      length: 1 + (after?.length ?? 0),
      next: useful,
    });
  }
  let top = -1;
  for (const number of best.keys())
    if (isLoop[number] && (top === -1 || isBetter(best[number], best[top]))) top = number;
  const chain: Link[] = [];
  for (let at: number | undefined = top === -1 ? undefined : top; at !== undefined; at = best[at]?.next) {
    const state = states[members[at]?.[0] ?? 0];
    if (state) chain.push({ state, isLoop: Boolean(isLoop[at]) });
  }
  return chain;
}

/** More loops; among equals the shorter way, whose loops stand closer together. */
function isBetter(a: { loops: number; length: number } | undefined, b: { loops: number; length: number } | undefined) {
  if (!a || !b) return Boolean(a);
  return a.loops > b.loops || (a.loops === b.loops && a.length < b.length);
}

function membersOf(component: readonly number[]): number[][] {
  const members: number[][] = [];
  for (const [state, number] of component.entries()) {
    const own = members[number] ?? [];
    members[number] = own;
    own.push(state);
  }
  return members;
}
