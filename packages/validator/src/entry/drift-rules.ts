import { everyLanguage, type RuleExample, type RuleMeta } from '../analysis/rule.ts';

const order = {
  type: 'object',
  properties: { nights: { type: 'integer' }, room: { type: 'string' } },
  required: ['nights'],
  additionalProperties: false,
};

/** Code that asks an order for a field that its schema does not name, and code that asks for one it names. */
const onOrder = (bad: string): RuleExample => ({
  language: 'python',
  bad: `def handler(input: dict) -> int:\n    ${bad}\n`,
  good: 'def handler(input: dict) -> int:\n    return input["nights"] * len(input["room"])\n',
  besideBad: { parameters: order },
  besideGood: { parameters: order },
});

export const missingField: RuleMeta = {
  id: 'schema.missing-field',
  languages: everyLanguage,
  severity: 'medium',
  action: 'reject',
  category: 'schema',
  cwe: 843,
  threats: ['ANY-SCH-1'],
  examples: [onOrder('return input["nights"] * len(input["room_type"])  # <- schema.missing-field')],
  summary:
    'A field that the code needs and the schema does not allow can never arrive: every call that needs it fails.',
  suggestion: 'Add the field to the "properties" of the schema, or read the one that is there.',
};

export const unknownField: RuleMeta = {
  id: 'schema.unknown-field',
  languages: everyLanguage,
  severity: 'low',
  action: 'warn',
  category: 'schema',
  cwe: 843,
  threats: ['ANY-SCH-1'],
  examples: [onOrder('return input["nights"] * input.get("guests", 1)  # <- schema.unknown-field')],
  summary:
    'A field that the code asks for and the schema does not allow is never there: callers cannot use what it is for.',
  suggestion: 'Add the field to the "properties" of the schema, or leave it out of the code.',
};

export const typeDrift: RuleMeta = {
  id: 'schema.type-drift',
  languages: everyLanguage,
  severity: 'low',
  action: 'warn',
  category: 'schema',
  cwe: 843,
  threats: ['ANY-SCH-1'],
  examples: [
    {
      language: 'python',
      bad: 'def handler(limit: str) -> str:  # <- schema.type-drift\n    return limit.strip()\n',
      good: 'def handler(limit: int) -> int:\n    return limit + 1\n',
      besideBad: { parameters: { type: 'object', properties: { limit: { type: 'integer' } }, required: ['limit'] } },
      besideGood: { parameters: { type: 'object', properties: { limit: { type: 'integer' } }, required: ['limit'] } },
    },
  ],
  summary: 'Schema, type hints and documentation that name types without a common value cannot all be right.',
  suggestion: 'Let the schema, the type in the code and its documentation say the same type.',
};

/** Rules on what schema and code say differently. They run with the entry point. */
export const driftRules: readonly RuleMeta[] = [missingField, unknownField, typeDrift];
