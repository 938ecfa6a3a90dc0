import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { isJsonObject } from '../../schema/schema-parts.ts';
import { placesOf } from '../../schema/walk-schema.ts';
import { top } from '../texts.ts';
import type { WordsRule } from '../words-context.ts';

const code = 'def handler(text: str) -> int:\n    return len(text)\n';
const textOf = (bounds: { readonly maxLength?: number }) => ({
  parameters: { type: 'object', properties: { text: { type: 'string', ...bounds } }, required: ['text'] },
});

export const unboundedInput: WordsRule = {
  id: 'schema.unbounded-input',
  languages: everyLanguage,
  severity: 'info',
  // Few schemas say how long a text may be, and the size of a request is limited anyway.
  action: 'off',
  category: 'schema',
  cwe: 770,
  threats: ['ANY-SCH-1'],
  examples: [
    {
      language: 'python',
      bad: code,
      good: code,
      besideBad: textOf({}),
      besideGood: textOf({ maxLength: 10_000 }),
    },
  ],
  summary: 'Texts and lists without an upper bound leave it to the sandbox to end what takes too long.',
  suggestion: 'Say how long a text or list may be: "maxLength", "maxItems".',
  *check({ parameters }): Generator<Finding> {
    if (!parameters) return;
    for (const { pointer, value } of placesOf(parameters, '/parameters')) {
      if (!isJsonObject(value) || value.enum !== undefined || value.const !== undefined) continue;
      if (value.type === 'string' && value.maxLength === undefined && value.format === undefined)
        yield { span: top, pointer, message: 'The text may be as long as callers like.' };
      if (value.type === 'array' && value.maxItems === undefined)
        yield { span: top, pointer, message: 'The list may be as long as callers like.' };
    }
  },
};
