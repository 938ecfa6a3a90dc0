import type { State } from './automaton.ts';

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
