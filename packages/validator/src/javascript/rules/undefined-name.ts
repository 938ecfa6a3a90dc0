import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { familyOfGlobal } from '../data/host-families.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const undefinedName: ScriptRule = {
  id: 'javascript.undefined-name',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'reject',
  category: 'correctness',
  cwe: 456,
  threats: ['TS-1'],
  examples: [
    {
      language: 'javascript',
      bad: `export function handler(text) {
  return tetx.length; // <- javascript.undefined-name
}`,
      good: `export function handler(text) {
  return text.length;
}`,
    },
  ],
  summary:
    'A name that is neither defined in the code nor an ECMAScript built-in would end the execution with a ReferenceError.',
  suggestion: 'Define the name, or correct its spelling.',
  *check({ scopes, globals }): Generator<Finding> {
    for (const node of scopes.free)
      if (!globals.has(node.name) && !familyOfGlobal.has(node.name))
        yield { span: spanOf(node), message: `The name ${node.name} is not defined.` };
  },
};
