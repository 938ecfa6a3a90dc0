import type { PythonContext } from '../python-context.ts';
import type { PyExpression, PyNode } from '../tree.ts';
import type { Environment } from './environment.ts';
import type { Frame } from './frame.ts';
import type { NameFacts } from './names.ts';
import type { Arguments, ClassValue, FunctionValue, Value } from './value.ts';

export type ObservationKind =
  | 'endless-loop'
  | 'endless-iterator'
  | 'number'
  | 'precision'
  | 'allocation'
  | 'steps'
  | 'combinatorics'
  | 'work';

/** Something that a trial run saw to be certain: at `node`, at least `amount` (bits, bytes, turns) of `kind`. */
export interface Observation {
  readonly kind: ObservationKind;
  readonly node: PyNode;
  readonly amount: number;
  /** What it is, in the words of a message. */
  readonly what: string;
}

/** How often the code being run is run in one call, as far as loops tell. */
export interface Turns {
  readonly atLeast: number;
  readonly atMost: number;
}

/** Where an expression is evaluated. */
export interface Place {
  readonly env: Environment;
  readonly frame: Frame;
  readonly machine: Machine;
}

/** A trial run: what the parts of the interpreter share. */
export interface Machine {
  readonly context: PythonContext;
  readonly facts: NameFacts;
  evaluate(node: PyExpression, env: Environment, frame: Frame): Value;
  /** Calls a function of the code, with what is known of its arguments. */
  call(callee: Value, args: Arguments, node: PyNode, frame: Frame): Value;
  /** A scope of its own inside another. */
  open(parent: Environment): Environment;
  /** Says whose method a function is. */
  belongs(method: PyNode, owner: ClassValue): void;
  /** What iterating over a value gives: an object of the code's own class is asked for its iterator. */
  iterate(value: Value, node: PyNode, frame: Frame): Value;
  /** Takes note of a function of the code, so that it is run once by itself too. */
  define(value: FunctionValue): FunctionValue;
  note(observation: Observation): void;
  /** Runs without noting anything: to learn what a loop changes. */
  silently(run: () => void): void;
  readonly silence: number;
  /** Work beyond one pass over the code (turns of loops, calls with known arguments) that may still be done. */
  spend(amount: number): boolean;
  turns: Turns;
  /** What everything that was seen can come to: bytes of values, turns of loops. Infinite where it is open. */
  readonly totals: { bytes: number; steps: number };
}
