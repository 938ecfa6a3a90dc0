import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { longestLineOf, type SourceText } from '../../analysis/source-text.ts';
import { maximumDepth } from '../scan-tokens.ts';
import type { TextContext, TextRule } from '../text-context.ts';

/** Longest line in UTF-16 units. Embedded tables fit; generated one-line programs do not. */
const maximumLine = 20_000;
/** Tools that people write have under 5,000. What parsers and rules spend on one name grows with the square of its uses. */
const maximumTokens = 20_000;
/**
 * Tokens times the longest line. A parser quotes the line with every error it finds, so that many errors in a long
 * line would fill the memory before the first of them is reported.
 */
const maximumQuotes = 60_000_000;

export const tooComplex: TextRule = {
  id: 'syntax.too_complex',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  isFixed: true,
  category: 'syntax',
  cwe: 674,
  threats: ['ANY-VAL-1'],
  examples: [
    {
      language: 'python',
      bad: `TABLE = ${'['.repeat(201)}${']'.repeat(201)}  # <- syntax.too_complex\n`,
      good: 'TABLE = [[1, 2], [3, 4]]\n\n\ndef handler(row: int) -> int:\n    return TABLE[row][0]\n',
    },
  ],
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
    const size = sizeProblem(context);
    if (size) yield { span: longestLineOf(context.source), message: size };
    yield* longLines(context);
  },
};

function sizeProblem({ scan, source }: TextContext): string | undefined {
  if (scan.tokens > maximumTokens) return `The code has ${scan.tokens} tokens; at most ${maximumTokens} are accepted.`;
  const longest = lineChars(source).reduce((most, chars) => Math.max(most, chars), 0);
  if (scan.tokens * longest <= maximumQuotes) return undefined;
  return `The code has ${scan.tokens} tokens and a line of ${longest} characters; together that is too much.`;
}

const lineChars = ({ code, lineStarts }: SourceText) =>
  lineStarts.map((start, index) => (lineStarts[index + 1] ?? code.length) - start);

function* longLines({ source }: TextContext): Generator<Finding> {
  for (const [index, chars] of lineChars(source).entries()) {
    if (chars <= maximumLine) continue;
    const start = source.lineStarts[index] ?? 0;
    const message = `The line has ${chars} characters; at most ${maximumLine} are accepted.`;
    yield { span: { start, end: start + chars }, message };
  }
}
