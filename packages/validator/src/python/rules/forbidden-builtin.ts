import type { Finding } from '../../analysis/rule.ts';
import { forbiddenBuiltins } from '../data/builtins.ts';
import type { PythonRule } from '../python-context.ts';
import { isOwnName } from '../shadowing.ts';

export const forbiddenBuiltin: PythonRule = {
  id: 'python.forbidden-builtin',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 95,
  summary:
    'Builtins that open files, run text as code, read the terminal or show the interpreter’s names are refused: called, passed, stored or aliased. A local variable of that name is fine.',
  suggestion: 'Compute from the input with ordinary functions.',
  *check({ scopes, policy, spanOf }): Generator<Finding> {
    const allowed = new Set(policy.allowedGlobals.python);
    for (const { node } of scopes.references) {
      const forbidden = forbiddenBuiltins.get(node.id);
      if (!forbidden || allowed.has(node.id) || node.ctx.nodeType !== 'Load' || isOwnName(node, scopes)) continue;
      const { reason, suggestion, cwe } = forbidden;
      yield { span: spanOf(node), message: `The builtin ${node.id} ${reason}.`, suggestion, cwe };
    }
  },
};
