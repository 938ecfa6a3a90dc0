import { type Finding, scriptLanguages } from '../../analysis/rule.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { type ScriptNode, spanOf } from '../tree.ts';

export const unsupportedSyntax: ScriptRule = {
  id: 'javascript.unsupported-syntax',
  languages: scriptLanguages,
  severity: 'medium',
  action: 'reject',
  category: 'syntax',
  cwe: 436,
  summary: 'Syntax that the sandbox cannot run as it was checked: decorators, namespaces, `using`, `export =`.',
  suggestion: 'Use plain functions, classes and modules.',
  *check(context): Generator<Finding> {
    for (const [node, what] of unsupported(context))
      yield { span: spanOf(node), message: `${what} cannot run in the sandbox.` };
  },
};

function* unsupported({ tree }: ScriptContext): Generator<readonly [ScriptNode, string]> {
  for (const node of tree.nodesOf('Decorator')) yield [node, 'A decorator'];
  for (const node of tree.nodesOf('TSModuleDeclaration')) yield [node, 'A namespace'];
  for (const node of tree.nodesOf('TSExportAssignment', 'TSNamespaceExportDeclaration'))
    yield [node, 'This kind of export'];
  for (const node of tree.nodesOf('AccessorProperty')) yield [node, 'An accessor field'];
  for (const node of tree.nodesOf('VariableDeclaration'))
    if (node.kind === 'using' || node.kind === 'await using') yield [node, 'A using declaration'];
}
