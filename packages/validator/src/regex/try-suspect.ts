import type { Effort } from './effort.ts';
import type { Program } from './program.ts';
import { type RunResult, runProgram } from './run-program.ts';
import { readsTheSame, type Suspect, trimsWhatItTakes } from './suspect.ts';

/** Steps of the backtracking machine in one run. */
const exponentialSteps = 60_000;
const polynomialSteps = 400_000;
const lineEnd = [10, 33];

/** One pattern, ready to be run on texts. */
export interface Trial {
  readonly program: Program;
  readonly effort: Effort;
  readonly suffixes: readonly (readonly number[])[];
  readonly isSearch: boolean;
}

/** That a text costs what it should not. */
export interface Slowness {
  /** What made the match fail. */
  readonly suffix: readonly number[];
  readonly isCertain: boolean;
}

/** Whether a few dozen characters are enough to take for ever. */
export function tryExponential(suspect: Suspect, trial: Trial): Slowness | undefined {
  const turns = turnsOf(suspect);
  // Nobody needs exponential ways, so that here a line end may be what makes the match fail: `^(.*)*$`.
  for (const suffix of [...trial.suffixes, lineEnd]) {
    const long = costOf(suspect, suffix, trial, { turns, steps: exponentialSteps });
    if (!long.ranOut) continue;
    // A polynomial of a low degree may be as dear at this length, but not so much dearer than at half of it.
    const short = costOf(suspect, suffix, trial, { turns: turns / 2, steps: exponentialSteps });
    if (!short.ranOut && short.steps * 16 > long.steps) continue;
    return { suffix, isCertain: true };
  }
  return undefined;
}

/** Whether the cost grows with the cube of the length, or faster. */
export function tryPolynomial(suspect: Suspect, trial: Trial): Slowness | undefined {
  for (const suffix of trial.suffixes) {
    if (!isCubic(suspect, suffix, trial)) continue;
    const isAnchored = !trial.isSearch || isCubic(suspect, suffix, { ...trial, isSearch: false });
    const isCertain = isAnchored
      ? (suspect.isAdjacent && !trimsWhatItTakes(suspect)) || suspect.loops > 3
      : readsTheSame(suspect);
    return { suffix, isCertain };
  }
  return undefined;
}

/** Twice the text costs about eight times as much, not four times. */
function isCubic(suspect: Suspect, suffix: readonly number[], trial: Trial): boolean {
  const short = costOf(suspect, suffix, trial, { turns: 40, steps: polynomialSteps });
  if (short.ranOut) return true;
  if (short.steps < 4_000) return false;
  const long = costOf(suspect, suffix, trial, { turns: 80, steps: polynomialSteps });
  return long.ranOut || long.steps > 6 * short.steps;
}

function costOf(
  suspect: Suspect,
  suffix: readonly number[],
  { program, isSearch, effort }: Trial,
  size: Size,
): RunResult {
  const text = textOf(suspect, suffix, size.turns);
  const result = runProgram(program, text, isSearch, size.steps);
  effort.spend(result.steps + text.length);
  return result;
}

interface Size {
  readonly turns: number;
  readonly steps: number;
}

/** Enough turns to tell growth from a high price, and a text of a few dozen characters where a turn is short. */
const turnsOf = ({ pump }: Suspect) => 2 * Math.max(8, Math.ceil(24 / Math.max(1, pump.length)));

function textOf({ prefix, pump }: Suspect, suffix: readonly number[], turns: number): number[] {
  return [...prefix, ...Array.from({ length: turns }, () => pump).flat(), ...suffix];
}
