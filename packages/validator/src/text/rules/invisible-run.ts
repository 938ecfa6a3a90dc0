import { everyLanguage } from '../../analysis/rule.ts';
import { findAll } from '../find-all.ts';
import type { TextRule } from '../text-context.ts';

/**
 * Runs that no writing needs: four characters without width, or three selectors of variants, one after the other.
 * Emoji and Persian have single ones between letters.
 */
const runs = /[\u200b-\u200d\u2060-\u2064\u180e]{4,}|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{3,}/gu;

export const invisibleRun: TextRule = {
  id: 'text.invisible-run',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  category: 'text',
  cwe: 1007,
  threats: ['ANY-TXT-2', 'ANY-PI-1'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(text: str) -> str:\n    return text + "\u200b\u200c\u200b\u200c\u200c\u200b"  # <- text.invisible-run\n',
      good: 'def handler(text: str) -> str:\n    return text + "\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u{2764}\ufe0f"\n',
    },
  ],
  stops: false,
  summary:
    'Several invisible characters in a row say nothing to people; they carry hidden data, such as instructions that only a model reads.',
  suggestion: 'Remove the invisible characters; in a table of such characters write escapes such as \\u200b.',
  check: ({ source }) =>
    findAll(source.code, runs, (found) => `${[...found].length} invisible characters stand in a row.`),
};
