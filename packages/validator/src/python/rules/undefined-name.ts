import type { PolicyDocument } from '@dtr/contracts';
import type { Finding } from '../../analysis/rule.ts';
import { forbiddenBuiltins, nameAccess } from '../data/builtins.ts';
import { moduleMembers } from '../data/module-members.ts';
import type { PythonRule } from '../python-context.ts';

export const undefinedName: PythonRule = {
  id: 'python.undefined-name',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'correctness',
  cwe: 456,
  summary: 'A name that is neither bound in the code nor an allowed builtin would end the execution with a NameError.',
  suggestion: 'Define or import the name, or correct its spelling.',
  *check({ tree, scopes, policy, spanOf }): Generator<Finding> {
    const isKnown = knownNames(policy);
    if (tree.nodesOf('ImportFrom').some(({ names }) => names.some(({ name }) => name === '*'))) return;
    for (const { node } of scopes.references) {
      if (node.ctx.nodeType !== 'Load' || scopes.bindingsOf(node) || isKnown(node.id)) continue;
      const suggestion = moduleMembers.has(node.id) ? { suggestion: `Add \`import ${node.id}\` at the top.` } : {};
      yield { span: spanOf(node), message: `The name ${node.id} is not defined.`, ...suggestion };
    }
  },
};

function knownNames({ allowedGlobals }: PolicyDocument) {
  const allowed = new Set(allowedGlobals.python);
  return (name: string) => allowed.has(name) || forbiddenBuiltins.has(name) || nameAccess.has(name);
}
