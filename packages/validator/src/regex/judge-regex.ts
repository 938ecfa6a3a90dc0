import { type Automaton, buildAutomaton, type State } from './automaton.ts';
import { sampleOf } from './character-set.ts';
import { compile } from './compile.ts';
import { createEffort, type Effort } from './effort.ts';
import { exponentialSuspects } from './exponential-suspects.ts';
import { parseRegex } from './parse-regex.ts';
import { polynomialSuspects } from './polynomial-suspects.ts';
import { type Program, RegexTooLarge } from './program.ts';
import { UnreadableRegex } from './regex-tree.ts';
import { suffixesOf } from './suffixes.ts';
import type { Suspect } from './suspect.ts';
import type { RegexLanguage } from './syntax.ts';
import { type Slowness, type Trial, tryExponential, tryPolynomial } from './try-suspect.ts';

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
  const trial: Trial = { program, effort, suffixes: suffixesOf(automaton), isSearch: use === 'search' };
  const least = trial.isSearch ? 2 : 3;
  for (const suspect of [...exponentialSuspects(automaton, effort), ...countedSuspects(program, automaton)]) {
    const slowness = tryExponential(suspect, trial);
    if (slowness) return slow(suspect, slowness, pattern);
  }
  const verdicts = polynomialSuspects(automaton, least).flatMap((suspect) => {
    const slowness = tryPolynomial(suspect, trial);
    return slowness ? [slow(suspect, slowness, pattern)] : [];
  });
  return verdicts.find((one) => one.isCertain) ?? verdicts[0] ?? fast;
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

function slow(suspect: Suspect, { suffix, isCertain }: Slowness, pattern: string) {
  const text = (codePoints: readonly number[]) => String.fromCodePoint(...codePoints);
  return {
    kind: 'slow',
    growth: suspect.growth,
    isCertain,
    parts: partsOf(suspect, pattern),
    attack: { prefix: text(suspect.prefix), pump: text(suspect.pump), suffix: text(suffix) },
  } as const;
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
