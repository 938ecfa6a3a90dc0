import { componentsOf } from '../analysis/components.ts';
import type { Automaton, Edge, State } from './automaton.ts';
import { type CharacterSet, intersectionOf, sampleOf } from './character-set.ts';
import type { Effort } from './effort.ts';
import { findPath } from './find-path.ts';
import { RegexTooLarge } from './program.ts';
import type { Suspect } from './suspect.ts';

/** Work in the product of the automaton with itself. */
const maximumPairs = 20_000;
/** As many as are tried out. */
const maximumSuspects = 6;

/**
 * Ambiguity inside a loop: from one state two ways read the same text and meet again, so that every further turn
 * doubles the ways. Decided on pairs of states that read the same characters.
 */
export function exponentialSuspects(automaton: Automaton, effort: Effort): Suspect[] {
  const component = componentsOf({
    size: automaton.states.length,
    targetsOf: (state) => automaton.edgesFrom(state).map(({ to }) => to),
  });
  const search = new PairSearch(automaton, component, effort);
  const suspects: Suspect[] = [];
  const seen = new Set<readonly Edge[]>();
  for (const source of automaton.states) {
    const edges = automaton.edgesFrom(source.id);
    if (seen.has(edges) || suspects.length >= maximumSuspects) continue;
    seen.add(edges);
    const inside = edges.filter(({ to }) => component[to] === component[source.id]);
    const word = doubleWord(inside, automaton) ?? search.splitWord(inside);
    const suspect = word && toSuspect(automaton, source, word);
    if (suspect) suspects.push(suspect);
  }
  return suspects;
}

interface AmbiguousWord {
  readonly word: readonly number[];
  /** Where both ways have met. */
  readonly end: number;
  readonly states: readonly number[];
}

function doubleWord(edges: readonly Edge[], { states }: Automaton): AmbiguousWord | undefined {
  const double = edges.find(({ isDouble }) => isDouble);
  const sample = double && sampleOf(states[double.to]?.set ?? []);
  return double && sample !== undefined ? { word: [sample], end: double.to, states: [double.to] } : undefined;
}

function toSuspect(automaton: Automaton, source: State, found: AmbiguousWord): Suspect | undefined {
  const prefix = findPath(automaton, automaton.first, (state) => state === source.id);
  const back =
    source.id === found.end ? [] : findPath(automaton, automaton.edgesFrom(found.end), (to) => to === source.id);
  if (!prefix || !back) return undefined;
  const states = [source.id, ...found.states].flatMap((id) => automaton.states[id] ?? []);
  return { growth: 'exponential', prefix, pump: [...found.word, ...back], states, isAdjacent: true, loops: 0 };
}

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly sample: number;
  readonly before: Pair | undefined;
}

/** Looks for two different ways that read the same text and end in the same state. */
class PairSearch {
  private readonly automaton: Automaton;
  private readonly component: readonly number[];
  private readonly effort: Effort;
  /** Pairs from which no common state was reached. */
  private readonly visited = new Set<number>();
  private readonly samples = new Map<CharacterSet, Map<CharacterSet, number | undefined>>();
  private work = 0;

  constructor(automaton: Automaton, component: readonly number[], effort: Effort) {
    this.effort = effort;
    this.automaton = automaton;
    this.component = component;
  }

  splitWord(edges: readonly Edge[]): AmbiguousWord | undefined {
    const queue: Pair[] = [];
    for (const [index, { to: left }] of edges.entries())
      for (const { to: right } of edges.slice(index + 1)) this.add(queue, left, right, undefined);
    for (let index = 0; index < queue.length; index += 1) {
      const pair = queue[index] as Pair;
      if (pair.left === pair.right) return wordOf(pair);
      for (const { to: left } of this.automaton.edgesFrom(pair.left))
        for (const { to: right } of this.automaton.edgesFrom(pair.right)) this.add(queue, left, right, pair);
    }
    return undefined;
  }

  private add(queue: Pair[], left: number, right: number, before: Pair | undefined): void {
    this.work += 1;
    this.effort.spend(5);
    if (this.work > 10 * maximumPairs || queue.length > maximumPairs)
      throw new RegexTooLarge('The pattern has too many ways to be judged.');
    const home = this.component[(before ?? { left }).left];
    if (this.component[left] !== home || this.component[right] !== home) return;
    const key = Math.min(left, right) * this.automaton.states.length + Math.max(left, right);
    if (this.visited.has(key)) return;
    const sample = this.common(left, right);
    if (sample === undefined) return;
    this.visited.add(key);
    queue.push({ left, right, sample, before });
  }

  private common(left: number, right: number): number | undefined {
    const { states } = this.automaton;
    const a = states[left]?.set ?? [];
    const b = states[right]?.set ?? [];
    const row = this.samples.get(a) ?? new Map<CharacterSet, number | undefined>();
    this.samples.set(a, row);
    if (!row.has(b)) row.set(b, sampleOf(intersectionOf(a, b)));
    return row.get(b);
  }
}

function wordOf(last: Pair): AmbiguousWord {
  const word: number[] = [];
  const states: number[] = [];
  for (let pair: Pair | undefined = last; pair; pair = pair.before) {
    word.push(pair.sample);
    states.push(pair.left, pair.right);
  }
  return { word: word.reverse(), end: last.left, states: states.reverse() };
}
