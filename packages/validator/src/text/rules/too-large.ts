import { limits, type PolicyDocument } from '@dtr/contracts';
import { everyLanguage } from '../../analysis/rule.ts';
import type { SourceText } from '../../analysis/source-text.ts';
import type { TextRule } from '../text-context.ts';

export const codeBytesOf = ({ code }: SourceText) => Buffer.byteLength(code);
export const maximumCodeBytes = (policy: PolicyDocument) => Math.min(limits.codeBytes, policy.limits.codeBytes);

export const tooLarge: TextRule = {
  id: 'text.too-large',
  languages: everyLanguage,
  severity: 'high',
  action: 'reject',
  isFixed: true,
  category: 'text',
  cwe: 770,
  threats: ['ANY-VAL-1'],
  stops: true,
  summary: 'Code is limited to 256 KiB of UTF-8: tools are small, and analysis must stay fast.',
  suggestion: 'Split the tool, or pass large data in as input instead of writing it into the code.',
  *check({ source, policy }) {
    const bytes = codeBytesOf(source);
    const most = maximumCodeBytes(policy);
    if (bytes <= most) return;
    yield {
      span: { start: 0, end: 0 },
      message: `The code has ${bytes} bytes; at most ${most} are accepted.`,
    };
  },
};
