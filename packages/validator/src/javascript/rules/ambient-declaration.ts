import type { Finding } from '../../analysis/rule.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const ambientDeclaration: ScriptRule = {
  id: 'typescript.ambient-declaration',
  languages: ['typescript'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 693,
  summary: '`declare` claims that a global exists, and so would hide it from the check on globals.',
  suggestion: 'Remove the declaration; what the sandbox offers needs none.',
  *check({ tree }): Generator<Finding> {
    const kinds = [
      'VariableDeclaration',
      'ClassDeclaration',
      'TSDeclareFunction',
      'TSEnumDeclaration',
      'TSModuleDeclaration',
    ] as const;
    for (const node of tree.nodesOf(...kinds))
      if (node.declare) yield { span: spanOf(node), message: 'The code declares something that it does not define.' };
  },
};
