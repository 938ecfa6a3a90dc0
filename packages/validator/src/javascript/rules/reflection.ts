import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import { nameOf } from '../expressions.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

const allowedReflect = new Set(['ownKeys', 'has']);

export const reflection: ScriptRule = {
  id: 'javascript.reflection',
  languages: scriptLanguages,
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  summary: 'Reflect and Object.setPrototypeOf read, call and change by name what the checks cannot follow.',
  suggestion: 'Use ordinary property access, Object.keys or a Map.',
  *check({ tree, scopes }): Generator<Finding> {
    for (const node of scopes.free) {
      const parent = tree.parentOf(node);
      const member = parent?.type === 'MemberExpression' && parent.object === node ? parent : undefined;
      const name = member && nameOf(member);
      if (node.name === 'Reflect' && !allowedReflect.has(name ?? ''))
        yield {
          span: spanOf(member ?? node),
          message: `Reflect${name ? `.${name}` : ''} works by name, out of sight of the checks.`,
        };
      if (node.name === 'Object' && name === 'setPrototypeOf')
        yield { span: spanOf(member ?? node), message: 'Object.setPrototypeOf changes what an object inherits.' };
    }
  },
};
