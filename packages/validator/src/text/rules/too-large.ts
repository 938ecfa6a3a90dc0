import { limits } from '@dtr/contracts';
import { everyLanguage } from '../../analysis/rule.ts';
import type { TextRule } from '../text-context.ts';

export const tooLarge: TextRule = {
  id: 'text.too-large',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  category: 'text',
  cwe: 770,
  stops: true,
  summary: 'Code is limited to 256 KiB of UTF-8: tools are small, and analysis must stay fast.',
  suggestion: 'Split the tool, or pass large data in as input instead of writing it into the code.',
  *check({ source: { code } }) {
    const bytes = Buffer.byteLength(code);
    if (bytes <= limits.codeBytes) return;
    yield {
      span: { start: 0, end: 0 },
      message: `The code has ${bytes} bytes; at most ${limits.codeBytes} are accepted.`,
    };
  },
};
