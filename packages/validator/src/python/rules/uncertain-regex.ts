import type { Finding } from '../../analysis/rule.ts';
import { describeSlow } from '../../regex/describe-verdict.ts';
import { judgedRegexes } from '../judged-regexes.ts';
import type { PythonRule } from '../python-context.ts';

export const uncertainRegex: PythonRule = {
  id: 'python.uncertain-regex',
  languages: ['python'],
  severity: 'medium',
  action: 'warn',
  category: 'resources',
  cwe: 1333,
  threats: ['ANY-RE-1'],
  summary:
    'A pattern that callers choose, or one whose time grows with the cube of the text, can be made slow: then only the limits of the sandbox end it.',
  suggestion: 'Escape what comes from the input with `re.escape`, and prefer `[^=]*=` to `.*?\\s*=`.',
  examples: [
    {
      language: 'python',
      bad: `import re


def handler(text: str, word: str) -> int:
    return len(re.findall(word, text))  # <- python.uncertain-regex
`,
      good: `import re


def handler(text: str, word: str) -> int:
    return len(re.findall(re.escape(word), text))
`,
    },
  ],
  *check(context): Generator<Finding> {
    for (const { node, verdict, openness } of judgedRegexes(context)) {
      const span = context.spanOf(node);
      if (verdict.kind === 'slow' && !verdict.isCertain) yield { span, message: describeSlow(verdict) };
      else if (openness === 'anything' && verdict.kind !== 'slow')
        yield { span, message: 'The pattern, or a part of it, is only known at run time and not escaped.' };
    }
  },
};
