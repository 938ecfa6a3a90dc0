import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { constantText } from '../../regex/assembled.ts';
import { describeSlow, slowSuggestion, tooLargeToJudge } from '../../regex/describe-verdict.ts';
import { createEffort } from '../../regex/effort.ts';
import { createRegexJudge } from '../../regex/judge-uses.ts';
import { isJsonObject } from '../../schema/schema-parts.ts';
import { escaped, placesOf, type SchemaPlace } from '../../schema/walk-schema.ts';
import { schemasOf } from '../schemas.ts';
import { top } from '../texts.ts';
import type { WordsRule } from '../words-context.ts';

const code = 'def handler(text: str) -> int:\n    return len(text)\n';
const textLike = (pattern: string) => ({
  parameters: { type: 'object', properties: { text: { type: 'string', pattern } }, required: ['text'] },
});

export const slowPattern: WordsRule = {
  id: 'schema.slow-pattern',
  languages: everyLanguage,
  severity: 'medium',
  action: 'warn',
  category: 'resources',
  cwe: 1333,
  threats: ['ANY-RE-1'],
  examples: [
    {
      language: 'python',
      bad: code,
      good: code,
      besideBad: textLike('^([a-z0-9]+-?)+$'),
      besideGood: textLike('^[a-z0-9]+(?:-[a-z0-9]+)*$'),
    },
  ],
  summary:
    'Inputs are checked here in linear time, whatever the pattern. Others who read the schema, such as MCP clients, may use an engine that goes back and tries again: a pattern that can read the same text in very many ways holds them up.',
  suggestion: slowSuggestion,
  *check(context): Generator<Finding> {
    const judge = createRegexJudge('javascript', createEffort());
    for (const { root, schema } of schemasOf(context))
      for (const { pointer, pattern } of patternsOf(placesOf(schema, root))) {
        const use = { node: pointer, texts: [constantText(pattern)], flags: 'u', use: 'search' } as const;
        const { verdict } = judge.judge(use);
        if (verdict.kind === 'undecided') yield { span: top, pointer, message: tooLargeToJudge };
        else if (verdict.kind === 'slow' && verdict.isCertain)
          yield { span: top, pointer, message: describeSlow(verdict) };
      }
  },
};

/** `pattern`, and the names in `patternProperties`. */
function* patternsOf(places: Iterable<SchemaPlace>): Generator<{ pointer: string; pattern: string }> {
  for (const { pointer, value } of places) {
    if (!isJsonObject(value)) continue;
    if (typeof value.pattern === 'string') yield { pointer: `${pointer}/pattern`, pattern: value.pattern };
    if (isJsonObject(value.patternProperties))
      for (const pattern of Object.keys(value.patternProperties))
        yield { pointer: `${pointer}/patternProperties/${escaped(pattern)}`, pattern };
  }
}
