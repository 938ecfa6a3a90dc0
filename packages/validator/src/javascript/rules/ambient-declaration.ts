import type { Finding, Fix } from '../../analysis/rule.ts';
import { declaredNames } from '../ambient.ts';
import { familyOfGlobal } from '../data/host-families.ts';
import type { ScriptRule } from '../script-context.ts';
import { type ScriptNode, spanOf } from '../tree.ts';

export const ambientDeclaration: ScriptRule = {
  id: 'typescript.ambient-declaration',
  languages: ['typescript'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 693,
  threats: ['TS-1'],
  examples: [
    {
      language: 'typescript',
      bad: `declare const process: { env: Record<string, string> }; // <- typescript.ambient-declaration
export function handler(name: string): boolean {
  return name.length > 0;
}`,
      good: `declare const brand: unique symbol;
type Name = string & { readonly [brand]: 'name' };
export function handler(name: Name): boolean {
  return name.length > 0;
}`,
    },
  ],
  summary:
    '`declare` claims that something exists at run time which the code does not define. Declarations that only serve types are fine.',
  suggestion: 'Remove the declaration; what the sandbox offers needs none.',
  *check(context): Generator<Finding> {
    for (const { name, node, variable } of declaredNames(context)) {
      if (context.globals.has(name)) continue;
      const isUsed = variable.references.some(({ identifier }) => context.scopes.isFree(identifier as never));
      if (!isUsed && !familyOfGlobal.has(name)) continue;
      const fix = variable.references.length > 0 ? {} : { fix: removal(node) };
      yield { span: spanOf(node), message: `The code declares ${name}, which nothing defines.`, ...fix };
    }
  },
};

const removal = (node: ScriptNode): Fix => ({
  description: 'Remove the declaration: nothing uses it.',
  edits: [{ span: spanOf(node), text: '' }],
});
