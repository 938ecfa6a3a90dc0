import type { Automaton } from './automaton.ts';
import { complementOf, sampleOf, unionOf } from './character-set.ts';

/** What may make the match fail after all: nothing, or a character that the pattern or a part of it does not take. */
export function suffixesOf({ states }: Automaton): readonly (readonly number[])[] {
  const sets = [...new Set(states.map(({ set }) => set))].slice(0, 40);
  const outside = [unionOf(sets), ...sets].flatMap((set) => failing(set) ?? []);
  const [first, ...others] = [...new Set(outside)].slice(0, 6).map((one) => [one]);
  const twice = [first, ...others].flatMap((one) => (one ? [[...one, ...one]] : []));
  return [...(first ? [first] : []), [], ...others, ...twice];
}

const unlikely = [...'!#~'].map((one) => one.codePointAt(0) ?? 0);

function failing(set: readonly number[]): number | undefined {
  const others = complementOf(set);
  const usual = unlikely.find((one) => sampleOf([one, one]) !== undefined && contains(others, one));
  return usual ?? sampleOf(others);
}

const contains = (set: readonly number[], one: number) =>
  set.some((from, index) => index % 2 === 0 && from <= one && one <= (set[index + 1] ?? 0));
