import type { Finding } from '../../analysis/rule.ts';
import { describeSlow, slowSuggestion, tooLargeToJudge } from '../../regex/describe-verdict.ts';
import { judgedRegexes } from '../judged-regexes.ts';
import type { PythonRule } from '../python-context.ts';

export const slowRegex: PythonRule = {
  id: 'python.slow-regex',
  languages: ['python'],
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
      language: 'python',
      bad: `import re

SLUG = re.compile(r"^([a-z0-9]+-?)+$")  # <- python.slow-regex


def handler(text: str) -> bool:
    return SLUG.match(text) is not None
`,
      good: `import re

SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")


def handler(text: str) -> bool:
    return SLUG.match(text) is not None
`,
    },
  ],
  *check(context): Generator<Finding> {
    for (const { node, verdict } of judgedRegexes(context)) {
      if (verdict.kind === 'undecided') yield { span: context.spanOf(node), message: tooLargeToJudge };
      else if (verdict.kind === 'slow' && verdict.isCertain)
        yield { span: context.spanOf(node), message: describeSlow(verdict) };
    }
  },
};
