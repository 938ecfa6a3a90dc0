import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import type { TextRule } from '../text-context.ts';

/** Flags of regions (England, Scotland, …) are a black flag, tag letters and the closing tag. */
const tagRun = /(\u{1f3f4}?)([\u{e0000}-\u{e007f}]+)/gu;
const flagTags = /^[\u{e0061}-\u{e007a}]{4,6}\u{e007f}$/u;

export const unicodeTag: TextRule = {
  id: 'text.unicode-tag',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  category: 'text',
  cwe: 1007,
  threats: ['ANY-TXT-2'],
  examples: [
    {
      language: 'python',
      bad: 'NOTE = "counted\u{e0072}\u{e0075}\u{e006e}"  # <- text.unicode-tag\n\n\ndef handler(text: str) -> str:\n    return NOTE\n',
      good: 'NOTE = "counted"\n\n\ndef handler(text: str) -> str:\n    return NOTE\n',
    },
  ],
  stops: false,
  summary:
    'Unicode tag characters are invisible to people and legible to language models: a channel for hidden instructions.',
  suggestion: 'Remove the invisible characters.',
  *check({ source }): Generator<Finding> {
    for (const match of source.code.matchAll(tagRun)) {
      const [whole, flag, tags = ''] = match;
      if (flag && flagTags.test(tags)) continue;
      const message = `${[...tags].length} invisible Unicode tag character(s) stand in the code.`;
      yield { span: { start: match.index, end: match.index + whole.length }, message };
    }
  },
};
