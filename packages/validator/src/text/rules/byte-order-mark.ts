import { everyLanguage } from '../../analysis/rule.ts';
import { findAll } from '../find-all.ts';
import type { TextRule } from '../text-context.ts';

export const byteOrderMark: TextRule = {
  id: 'text.byte-order-mark',
  languages: everyLanguage,
  severity: 'medium',
  action: 'reject',
  category: 'text',
  cwe: 116,
  threats: ['ANY-VAL-2'],
  examples: [
    {
      language: 'python',
      bad: '\ufeffdef handler(text: str) -> int:  # <- text.byte-order-mark\n    return len(text)\n',
      good: 'def handler(text: str) -> int:\n    return len(text)\n',
    },
  ],
  stops: false,
  summary: 'A byte order mark is invisible and read differently from parser to parser.',
  suggestion: 'Save the code as UTF-8 without a byte order mark.',
  check: ({ source }) =>
    findAll(source.code, /\ufeff/g, () => 'An invisible byte order mark (U+FEFF) stands in the code.'),
};
