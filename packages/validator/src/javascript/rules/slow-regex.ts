import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { describeSlow, slowSuggestion, tooLargeToJudge } from '../../regex/describe-verdict.ts';
import { judgedRegexes } from '../judged-regexes.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const slowRegex: ScriptRule = {
  id: 'javascript.slow-regex',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 1333,
  threats: ['ANY-RE-1'],
  summary:
    'A regular expression that can read the same text in very many ways takes hours on a few dozen characters that somebody chose for it.',
  suggestion: slowSuggestion,
  examples: [
    {
      language: 'javascript',
      bad: `export function handler({ text }) {
  return /^(\\w+\\s?)*$/.test(text); // <- javascript.slow-regex
}`,
      good: `export function handler({ text }) {
  return /^\\w+(?:\\s\\w+)*$/.test(text);
}`,
    },
  ],
  *check(context): Generator<Finding> {
    for (const { node, verdict } of judgedRegexes(context)) {
      if (verdict.kind === 'undecided') yield { span: spanOf(node), message: tooLargeToJudge };
      else if (verdict.kind === 'slow' && verdict.isCertain)
        yield { span: spanOf(node), message: describeSlow(verdict) };
    }
  },
};
