import type { Finding } from '../../analysis/rule.ts';
import { isTypeOnly } from '../families/module-uses.ts';
import type { ScriptRule } from '../script-context.ts';
import { spanOf } from '../tree.ts';

export const typeImport: ScriptRule = {
  id: 'typescript.type-import',
  languages: ['typescript'],
  severity: 'info',
  action: 'warn',
  category: 'correctness',
  cwe: 1059,
  threats: ['TS-1'],
  examples: [
    {
      language: 'typescript',
      bad: `import type { Row } from './rows'; // <- typescript.type-import
export function handler(rows: Row[]): number {
  return rows.length;
}`,
      good: `interface Row {
  id: string;
}
export function handler(rows: Row[]): number {
  return rows.length;
}`,
    },
  ],
  summary:
    'An import of types is erased and loads nothing, so it is let through; what it names is unknown here, and so no schema is read from it.',
  suggestion: 'Write the type out in the tool, so that its parameters can be read from it.',
  *check({ tree }): Generator<Finding> {
    const statements = tree.nodesOf('ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration');
    for (const node of statements)
      if (node.source && isTypeOnly(node))
        yield { span: spanOf(node), message: `Types of ${node.source.value} are unknown here.` };
    for (const node of tree.nodesOf('TSImportType', 'TSImportEqualsDeclaration'))
      if (node.type === 'TSImportType' || isTypeOnly(node))
        yield { span: spanOf(node), message: 'Types of another module are unknown here.' };
  },
};
