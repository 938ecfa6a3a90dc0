import { everyLanguage } from '../../analysis/rule.ts';
import { codePointName, findAll } from '../find-all.ts';
import type { TextRule } from '../text-context.ts';

export const loneSurrogate: TextRule = {
  id: 'text.lone-surrogate',
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
      bad: 'def handler(text: str) -> int:\n    return text.count("\ud83d")  # <- text.lone-surrogate\n',
      good: 'def handler(text: str) -> int:\n    return text.count("\\U0001f600")\n',
    },
  ],
  stops: true,
  summary: 'Half a character cannot be written as UTF-8, so what runs would not be what was checked.',
  suggestion: 'Remove the character, or write it as an escape sequence inside a string.',
  check: ({ source }) =>
    findAll(
      source.code,
      /\p{Surrogate}/gu,
      (found) => `${codePointName(found)} is half a character (a lone surrogate).`,
    ),
};
