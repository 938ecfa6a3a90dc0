import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { maximumDepth } from '../scan-tokens.ts';
import type { TextContext, TextRule } from '../text-context.ts';

/** Longest line in UTF-16 units. Embedded tables fit; generated one-line programs do not. */
const maximumLine = 20_000;
const maximumTokens = 50_000;

export const tooComplex: TextRule = {
  id: 'syntax.too_complex',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  category: 'syntax',
  cwe: 674,
  stops: true,
  summary:
    'Code that is nested too deeply, has too many tokens or too long a line is refused before any parser may choke on it.',
  suggestion: 'Break the expression into named parts; keep large data out of the code and pass it in as input.',
  *check(context): Generator<Finding> {
    const { scan } = context;
    if (scan.tooDeepAt !== undefined) {
      const span = { start: scan.tooDeepAt, end: scan.tooDeepAt + 1 };
      yield { span, message: `Brackets are nested more than ${maximumDepth} deep.` };
    }
    if (scan.tokens > maximumTokens)
      yield {
        span: { start: 0, end: 0 },
        message: `The code has ${scan.tokens} tokens; at most ${maximumTokens} are accepted.`,
      };
    yield* longLines(context);
  },
};

function* longLines({ source }: TextContext): Generator<Finding> {
  for (const [index, start] of source.lineStarts.entries()) {
    const chars = (source.lineStarts[index + 1] ?? source.code.length) - start;
    if (chars <= maximumLine) continue;
    const message = `The line has ${chars} characters; at most ${maximumLine} are accepted.`;
    yield { span: { start, end: start + chars }, message };
  }
}
