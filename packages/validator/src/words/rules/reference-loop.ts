import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { describeLoop, referenceLoops } from '../../schema/reference-loops.ts';
import { schemasOf } from '../schemas.ts';
import { top } from '../texts.ts';
import type { WordsRule } from '../words-context.ts';

const code = 'def handler(input: dict) -> int:\n    return len(input)\n';
const node = (required: readonly string[]) => ({
  type: 'object',
  properties: { value: { type: 'number' }, next: { $ref: '#/$defs/node' } },
  required,
});

export const referenceLoop: WordsRule = {
  id: 'schema.reference-loop',
  languages: everyLanguage,
  severity: 'medium',
  action: 'reject',
  category: 'schema',
  cwe: 674,
  threats: ['ANY-SCH-1'],
  examples: [
    {
      language: 'python',
      bad: code,
      good: code,
      besideBad: { parameters: { $ref: '#/$defs/node', $defs: { node: node(['value', 'next']) } } },
      besideGood: { parameters: { $ref: '#/$defs/node', $defs: { node: node(['value']) } } },
    },
  ],
  summary:
    'A reference that leads back to itself never says what a value is, and a property that is required at every level of a recursion asks for a value without end.',
  suggestion: 'Let the recursion end: make the property optional, or allow null or an empty list.',
  *check(context): Generator<Finding> {
    for (const { root, schema } of schemasOf(context))
      for (const loop of referenceLoops(schema))
        yield { span: top, pointer: `${root}${loop.pointer}`, message: describeLoop(loop) };
  },
};
