import type { Finding } from '../../analysis/rule.ts';
import type { TextRule } from '../text-context.ts';

/** PEP 263: a comment in one of the first two lines. */
const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/;
const utf8 = /^utf[-_]?8(-sig)?$/i;

export const encodingCookie: TextRule = {
  id: 'text.encoding-cookie',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  isFixed: true,
  category: 'text',
  cwe: 116,
  threats: ['PY-OBF-3'],
  examples: [
    {
      language: 'python',
      bad: '# -*- coding: utf-7 -*-  # <- text.encoding-cookie\ndef handler(text: str) -> int:\n    return len(text)\n',
      good: 'def handler(text: str) -> int:\n    return len(text)\n',
    },
  ],
  stops: true,
  summary: 'An encoding declaration other than UTF-8 makes Python run other statements than those that were checked.',
  suggestion: 'Remove the encoding declaration; code is always UTF-8.',
  *check({ source }): Generator<Finding> {
    for (const line of [1, 2]) {
      const text = source.lineText(line);
      const encoding = cookie.exec(text)?.[1];
      if (encoding === undefined || utf8.test(encoding)) continue;
      const start = source.lineStarts[line - 1] ?? 0;
      yield { span: { start, end: start + text.length }, message: `The code declares the encoding ${encoding}.` };
    }
  },
};
