import { type Automaton, buildAutomaton, type State } from './automaton.ts';
import { complementOf, sampleOf, unionOf } from './character-set.ts';
import { createEffort, type Effort } from './effort.ts';
import { exponentialSuspects } from './exponential-suspects.ts';
import { parseRegex } from './parse-regex.ts';
import { polynomialSuspects } from './polynomial-suspects.ts';
import { compile, type Program, RegexTooLarge } from './program.ts';
import { UnreadableRegex } from './regex-tree.ts';
import { type RunResult, runProgram } from './run-program.ts';
import { readsTheSame, type Suspect, trimsWhatItTakes } from './suspect.ts';
import type { RegexLanguage } from './syntax.ts';

/** Where a pattern is tried: at every place of a text, at its start, or on the whole of it. */
export type RegexUse = 'search' | 'match' | 'whole';

export interface RegexSource {
  readonly pattern: string;
  readonly flags: string;
  readonly language: RegexLanguage;
  readonly use: RegexUse;
}

/** `isCertain`: slow on texts of a few dozen characters or, for a polynomial, by what its own loops share. */
export type RegexVerdict =
  | { readonly kind: 'fast' | 'undecided' }
  | {
      readonly kind: 'slow';
      readonly growth: Suspect['growth'];
      readonly isCertain: boolean;
      /** The repetitions that share text, as they are written. */
      readonly parts: readonly string[];
      readonly attack: { readonly prefix: string; readonly pump: string; readonly suffix: string };
    };

const maximumChars = 60_000;
/** Steps of the backtracking machine in one run. */
const exponentialSteps = 60_000;
const polynomialSteps = 400_000;
/** What reading a pattern costs. */
const stepsPerCharacter = 4;
const fast: RegexVerdict = { kind: 'fast' };
const undecided: RegexVerdict = { kind: 'undecided' };

/**
 * Whether some short text makes a backtracking engine take for ever. The automaton proposes texts, and a machine that
 * works as the engines do counts what each of them costs: only what really was slow is reported.
 */
export function judgeRegex(source: RegexSource, effort: Effort = createEffort()): RegexVerdict {
  if (source.pattern.length > maximumChars) return undecided;
  try {
    return judge(source, effort);
  } catch (error) {
    if (error instanceof UnreadableRegex) return fast;
    if (error instanceof RegexTooLarge) return undecided;
    throw error;
  }
}

function judge({ pattern, flags, language, use }: RegexSource, effort: Effort): RegexVerdict {
  effort.spend(stepsPerCharacter * pattern.length);
  const tree = parseRegex(pattern, flags, language);
  const root = use === 'whole' ? wholly(tree.root) : tree.root;
  const program = compile({ ...tree, root }, language === 'javascript', effort.spend);
  if (!program.hasLoops && !program.repeatsChoices) return fast;
  const automaton = buildAutomaton(program, effort);
  const trial = { program, automaton, effort, suffixes: suffixesOf(automaton), isSearch: use === 'search', pattern };
  const least = trial.isSearch ? 2 : 3;
  for (const suspect of [...exponentialSuspects(automaton, effort), ...countedSuspects(program, automaton)]) {
    const found = tryExponential(suspect, trial);
    if (found) return found;
  }
  const verdicts = polynomialSuspects(automaton, least).flatMap((suspect) => tryPolynomial(suspect, trial) ?? []);
  return verdicts.find((one) => one.kind === 'slow' && one.isCertain) ?? verdicts[0] ?? fast;
}

const wholly = (root: RegexTreeRoot): RegexTreeRoot => ({
  kind: 'sequence',
  parts: [root, { kind: 'assertion', assertion: 'text-end' }],
});
type RegexTreeRoot = ReturnType<typeof parseRegex>['root'];

/** Choices that are repeated a fixed number of times have no loop that shows them: `(a?){30}a{30}`. */
function countedSuspects({ repeatsChoices }: Program, { states }: Automaton): Suspect[] {
  if (!repeatsChoices) return [];
  const samples = new Set(states.flatMap(({ set }) => sampleOf(set) ?? []));
  return [...samples].slice(0, 3).map((sample) => {
    return { growth: 'exponential', prefix: [], pump: [sample], states: [], isAdjacent: true, loops: 0 };
  });
}

interface Trial {
  readonly program: Program;
  readonly automaton: Automaton;
  readonly effort: Effort;
  readonly suffixes: readonly (readonly number[])[];
  readonly isSearch: boolean;
  readonly pattern: string;
}

/** What may make the match fail after all: nothing, or a character that the pattern or a part of it does not take. */
function suffixesOf({ states }: Automaton): readonly (readonly number[])[] {
  const sets = [...new Set(states.map(({ set }) => set))].slice(0, 40);
  const outside = [unionOf(sets), ...sets].flatMap((set) => failing(set) ?? []);
  const [first, ...others] = [...new Set(outside)].slice(0, 6).map((one) => [one]);
  const twice = [first, ...others].flatMap((one) => (one ? [[...one, ...one]] : []));
  return [...(first ? [first] : []), [], ...others, ...twice];
}

const lineEnd = [10, 33];
const unlikely = [...'!#~'].map((one) => one.codePointAt(0) ?? 0);

function failing(set: readonly number[]): number | undefined {
  const others = complementOf(set);
  const usual = unlikely.find((one) => sampleOf([one, one]) !== undefined && contains(others, one));
  return usual ?? sampleOf(others);
}

const contains = (set: readonly number[], one: number) =>
  set.some((from, index) => index % 2 === 0 && from <= one && one <= (set[index + 1] ?? 0));

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

function tryExponential(suspect: Suspect, trial: Trial): RegexVerdict | undefined {
  const turns = turnsOf(suspect);
  // Nobody needs exponential ways, so that here a line end may be what makes the match fail: `^(.*)*$`.
  for (const suffix of [...trial.suffixes, lineEnd]) {
    const long = costOf(suspect, suffix, trial, { turns, steps: exponentialSteps });
    if (!long.ranOut) continue;
    // A polynomial of a low degree may be as dear at this length, but not so much dearer than at half of it.
    const short = costOf(suspect, suffix, trial, { turns: turns / 2, steps: exponentialSteps });
    if (!short.ranOut && short.steps * 16 > long.steps) continue;
    return slow(suspect, suffix, trial, true);
  }
  return undefined;
}

function tryPolynomial(suspect: Suspect, trial: Trial): RegexVerdict | undefined {
  for (const suffix of trial.suffixes) {
    if (!isCubic(suspect, suffix, trial)) continue;
    const isAnchored = !trial.isSearch || isCubic(suspect, suffix, { ...trial, isSearch: false });
    const isNeedless = isAnchored
      ? (suspect.isAdjacent && !trimsWhatItTakes(suspect)) || suspect.loops > 3
      : readsTheSame(suspect);
    return slow(suspect, suffix, trial, isNeedless);
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

function slow(suspect: Suspect, suffix: readonly number[], { pattern }: Trial, isCertain: boolean): RegexVerdict {
  const text = (codePoints: readonly number[]) => String.fromCodePoint(...codePoints);
  return {
    kind: 'slow',
    growth: suspect.growth,
    isCertain,
    parts: partsOf(suspect, pattern),
    attack: { prefix: text(suspect.prefix), pump: text(suspect.pump), suffix: text(suffix) },
  };
}

/** The repetitions that the states are in: the outermost of an exponential, one for each loop of a polynomial. */
function partsOf({ states, growth }: Suspect, pattern: string): readonly string[] {
  const spans = states.flatMap((state) => repeatOf(state, growth === 'exponential') ?? []);
  const distinct = [...new Map(spans.map((span) => [`${span.start}:${span.end}`, span])).values()];
  return distinct.slice(0, 3).map(({ start, end }) => pattern.slice(start, end));
}

function repeatOf({ loops }: State, isOutermost: boolean) {
  let at = loops;
  while (isOutermost && at?.outer) at = at.outer;
  return at?.repeat.span;
}
