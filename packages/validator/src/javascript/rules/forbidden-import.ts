import type { Finding } from '../../analysis/rule.ts';
import { scriptLanguages } from '../../analysis/rule.ts';
import type { ScriptContext, ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const forbiddenImport: ScriptRule = {
  id: 'javascript.forbidden-import',
  languages: scriptLanguages,
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 829,
  summary:
    'Modules reach files, network and processes; only those that the policy lists may be imported, and never by a computed name.',
  suggestion: 'Write what you need into the tool; it has the ECMAScript built-ins and nothing else.',
  *check(context): Generator<Finding> {
    yield* statements(context);
    const { tree } = context;
    for (const node of tree.nodesOf('ImportExpression'))
      yield { span: spanOf(node), message: 'import() loads other code while the tool runs.' };
    for (const node of tree.nodesOf('MetaProperty'))
      if (node.meta.name === 'import')
        yield { span: spanOf(node), message: 'import.meta shows where the code runs.', cwe: 526 };
    for (const node of tree.nodesOf('TSImportEqualsDeclaration', 'TSImportType'))
      yield { span: spanOf(node), message: 'The code refers to another module.' };
  },
};

function* statements({ tree, policy, language }: ScriptContext): Generator<Finding> {
  for (const node of tree.nodesOf('ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration')) {
    const { source } = node;
    if (!source || policy.allowedModules[language].includes(source.value)) continue;
    const message = `The module ${source.value} is not among those that policy ${policy.name} allows.`;
    yield { span: spanOf(node), message };
  }
}
