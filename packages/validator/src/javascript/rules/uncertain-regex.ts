import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { describeSlow } from '../../regex/describe-verdict.ts';
import { judgedRegexes } from '../judged-regexes.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const uncertainRegex: ScriptRule = {
  id: 'javascript.uncertain-regex',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'warn',
  category: 'resources',
  cwe: 1333,
  threats: ['ANY-RE-1'],
  summary:
    'A pattern that callers choose, or one whose time grows with the cube of the text, can be made slow: then only the limits of the sandbox end it.',
  suggestion:
    'Escape what comes from the input (put a backslash before each of `.*+?^$(){}|[]\\`), and prefer `[^=]*=` to `.*?\\s*=`.',
  examples: [
    {
      language: 'javascript',
      bad: `export function handler({ text, word }) {
  return text.split(new RegExp(word)).length; // <- javascript.uncertain-regex
}`,
      good: `const escaped = (text) => text.replace(/[.*+?^\${}()|[\\]\\\\]/g, '\\\\$&');

export function handler({ text, word }) {
  return text.split(new RegExp(escaped(word))).length;
}`,
    },
  ],
  *check(context): Generator<Finding> {
    for (const { node, verdict, openness } of judgedRegexes(context)) {
      if (verdict.kind === 'slow' && !verdict.isCertain) yield { span: spanOf(node), message: describeSlow(verdict) };
      else if (openness === 'anything' && verdict.kind !== 'slow')
        yield {
          span: spanOf(node),
          message: 'The pattern, or a part of it, is only known at run time and not escaped.',
        };
    }
  },
};
