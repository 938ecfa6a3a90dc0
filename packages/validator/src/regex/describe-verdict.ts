import type { RegexVerdict } from './judge-regex.ts';

type Slow = Extract<RegexVerdict, { kind: 'slow' }>;

/** The part that is ambiguous, and a text that shows it. */
export function describeSlow({ growth, parts, attack }: Slow): string {
  const where = parts.length === 0 ? 'This pattern' : parts.map((part) => `\`${shortened(part)}\``).join(' and ');
  const way =
    growth === 'exponential'
      ? `can read the same text in exponentially many ways`
      : `${parts.length > 1 ? 'share' : 'shares'} out the same text in so many ways that time grows with the cube of its length`;
  return `${where} ${way}: try ${describeAttack(attack)}.`;
}

function describeAttack({ prefix, pump, suffix }: Slow['attack']): string {
  const before = prefix === '' ? '' : `${JSON.stringify(prefix)}, `;
  const after = suffix === '' ? '' : `, then ${JSON.stringify(suffix)}`;
  return `${before}${JSON.stringify(pump)} many times${after}`;
}

const shortened = (part: string) => (part.length > 60 ? `${part.slice(0, 57)}…` : part);

export const tooLargeToJudge = 'This pattern repeats so many alternatives that it cannot be judged.';

/** What to write instead. */
export const slowSuggestion =
  'Let every character be read in one way only: no repetition inside a repetition without a separator (`(?:[a-z]+-)*[a-z]+`), no neighbours that share characters (`[^=]*=` instead of `.*.*=`); or use split and strip. Cutting the text short first does not help.';
