import type { State } from './automaton.ts';
import { complementOf, intersectionOf } from './character-set.ts';

/** A text that may cost much: `pump` repeated after `prefix`. Only a run tells whether it does. */
export interface Suspect {
  readonly growth: 'exponential' | 'polynomial';
  readonly prefix: readonly number[];
  readonly pump: readonly number[];
  /** The states that are passed in more than one way, in the order of the pattern. */
  readonly states: readonly State[];
  /** Of a polynomial: loops of the pattern that take the same character one after the other, with nothing else between. */
  readonly isAdjacent: boolean;
  /** How many loops there are; 0 when that says nothing. */
  readonly loops: number;
}

/** `\s*\s*` and `.*.*`: loops beside each other over the very same characters, which nobody needs. */
export function readsTheSame({ states, isAdjacent }: Suspect): boolean {
  return isAdjacent && new Set(states.map(({ set }) => set.join())).size === 1;
}

/** What a line can hold: `.` takes no line ends and `\s` does, and both are meant to take spaces here. */
const withinLine = complementOf([10, 10, 13, 13, 0x2028, 0x2029]);

/**
 * `\{\{\s*(.*?)\s*\}\}`: something in delimiters without the spaces around it, which everybody writes so. Only thousands of
 * spaces without the end make it slow.
 */
export function trimsWhatItTakes({ states, loops }: Suspect): boolean {
  const [before, taken, after] = states.map(({ set }) => intersectionOf(set, withinLine));
  if (loops !== 3 || !before || !taken || !after || before.join() !== after.join()) return false;
  return before.join() !== taken.join() && intersectionOf(before, taken).join() === before.join();
}
