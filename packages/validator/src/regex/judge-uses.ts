import { type Assembled, type Openness, wider } from './assembled.ts';
import type { Effort } from './effort.ts';
import { judgeRegex, type RegexUse, type RegexVerdict } from './judge-regex.ts';
import type { RegexLanguage } from './syntax.ts';

/** A place of the code where a pattern is used. */
export interface UsedRegex<Node> {
  readonly node: Node;
  readonly texts: readonly Assembled[];
  readonly flags: string;
  readonly use: RegexUse;
}

/** The worst that was found of the patterns that can stand there. */
export interface JudgedRegex<Node> {
  readonly node: Node;
  readonly verdict: RegexVerdict;
  readonly openness: Openness;
}

/** Something like a loop around a group or a class: other texts are not slow, whatever they are. */
const loopOfGroup = /[)\]][*+{]/;
const maximumTexts = 200;

/** Judges the patterns of one piece of code. The same pattern is judged once. */
export function createRegexJudge(language: RegexLanguage, effort: Effort) {
  const known = new Map<string, RegexVerdict>();
  const verdictOf = (pattern: string, flags: string, use: RegexUse) => {
    const key = `${use}/${flags}/${pattern}`;
    const verdict = known.get(key) ?? judgeRegex({ pattern, flags, language, use }, effort);
    known.set(key, verdict);
    return verdict;
  };
  return {
    judge<Node>({ node, texts, flags, use }: UsedRegex<Node>): JudgedRegex<Node> {
      const verdicts = texts.map(({ text }) => verdictOf(text, flags, use)).sort((a, b) => weight(b) - weight(a));
      return {
        node,
        verdict: verdicts[0] ?? { kind: 'fast' },
        openness: texts.map((one) => one.openness).reduce(wider, 'closed'),
      };
    },
    /** Texts that may be used as patterns somewhere: only what is exponential is said of them. */
    judgeTexts<Node>(texts: readonly { readonly node: Node; readonly text: string }[]): JudgedRegex<Node>[] {
      const likely = texts.filter(({ text }) => text.length < 500 && loopOfGroup.test(text)).slice(0, maximumTexts);
      return likely.flatMap(({ node, text }) => {
        // Nobody knows what follows it in the pattern: something that can fail, most likely.
        const verdict = verdictOf(`${text}\ue001`, '', 'search');
        const isSlow = verdict.kind === 'slow' && verdict.isCertain && verdict.growth === 'exponential';
        return isSlow ? [{ node, verdict, openness: 'closed' as const }] : [];
      });
    },
  };
}

function weight(verdict: RegexVerdict): number {
  if (verdict.kind === 'fast') return 0;
  if (verdict.kind === 'slow') return verdict.isCertain ? 3 : 1;
  return 2;
}
