import { everyLanguage, type Finding } from '../../analysis/rule.ts';
import { isJsonObject } from '../../schema/schema-parts.ts';
import { escaped, placesOf } from '../../schema/walk-schema.ts';
import { schemasOf } from '../schemas.ts';
import { top } from '../texts.ts';
import type { WordsRule } from '../words-context.ts';

const code = 'export function handler(input) {\n  return Object.keys(input).length;\n}\n';

export const prototypeProperty: WordsRule = {
  id: 'schema.prototype-property',
  languages: everyLanguage,
  severity: 'medium',
  action: 'reject',
  category: 'schema',
  cwe: 1321,
  threats: ['ANY-SCH-1', 'JS-PP-1'],
  examples: [
    {
      language: 'javascript',
      bad: code,
      good: code,
      besideBad: {
        parameters: {
          type: 'object',
          properties: { constructor: { type: 'object', properties: { prototype: { type: 'object' } } } },
        },
      },
      besideGood: { parameters: { type: 'object', properties: { constructor: { type: 'string' } } } },
    },
  ],
  summary:
    'A property called `__proto__`, or an object called `constructor` or `prototype`, invites callers to reach the prototypes of all objects.',
  suggestion: 'Give the property another name.',
  *check(context): Generator<Finding> {
    for (const { root, schema } of schemasOf(context))
      for (const { pointer, value } of placesOf(schema, root)) {
        const properties = isJsonObject(value) ? value.properties : undefined;
        if (!isJsonObject(properties)) continue;
        for (const [name, own] of Object.entries(properties)) {
          const isObject = isJsonObject(own) && (own.type === 'object' || own.properties !== undefined);
          if (name === '__proto__' || (isObject && (name === 'constructor' || name === 'prototype')))
            yield {
              span: top,
              pointer: `${pointer}/properties/${escaped(name)}`,
              message: `A property is called ${name}.`,
            };
        }
      }
  },
};
