import { everyLanguage } from '../../analysis/rule.ts';
import { codePointName, findAll } from '../find-all.ts';
import type { TextRule } from '../text-context.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters the rule is about.
const control = /[\u0000-\u0008\u000b\u000d-\u001f\u007f\u0085]/g;

export const controlCharacter: TextRule = {
  id: 'text.control-character',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  isFixed: true,
  category: 'text',
  cwe: 116,
  threats: ['ANY-VAL-2'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str) -> str:\n    return text.strip("\x00")  # <- text.control-character\n',
      good: 'def handler(text: str) -> str:\n    return text.strip("\\x00")\n',
    },
  ],
  stops: true,
  summary:
    'NUL, lone carriage returns and other control characters make editors, parsers and reviewers read different code.',
  suggestion: 'Remove the character, or write it as an escape sequence inside a string, such as \\x00.',
  check: ({ source }) =>
    findAll(source.code, control, (found) => `The control character ${codePointName(found)} stands in the code.`),
};
