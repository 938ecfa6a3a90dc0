import { everyLanguage } from '../../analysis/rule.ts';
import { codePointName, findAll } from '../find-all.ts';
import type { TextRule } from '../text-context.ts';

export const bidiControl: TextRule = {
  id: 'text.bidi-control',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  category: 'text',
  cwe: 1007,
  threats: ['ANY-TXT-1'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(role: str) -> bool:\n    return role != "guest\u202e\u2066# only admins\u2069\u2066"  # <- text.bidi-control\n',
      good: 'def handler(role: str) -> bool:\n    return role != "guest"  # only admins\n',
    },
  ],
  stops: false,
  summary:
    'Bidirectional overrides and isolates show reviewers another order of the code than the one that runs ("Trojan Source").',
  suggestion: 'Remove the character; inside a string write it as an escape such as \\u202e.',
  check: ({ source }) =>
    findAll(
      source.code,
      /[\u202a-\u202e\u2066-\u2069]/g,
      (found) => `The bidirectional control ${codePointName(found)} changes the order in which the code is shown.`,
    ),
};
