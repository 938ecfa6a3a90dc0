import type { Finding } from '../../analysis/rule.ts';
import type { PythonRule } from '../python-context.ts';

export const starImport: PythonRule = {
  id: 'python.star-import',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'import',
  cwe: 693,
  summary: 'After a star import nobody can tell which names come from where.',
  suggestion: 'Import the names you use: `from math import sqrt, pi`.',
  *check({ tree, spanOf }): Generator<Finding> {
    for (const { module = '', names } of tree.nodesOf('ImportFrom'))
      for (const alias of names)
        if (alias.name === '*') yield { span: spanOf(alias), message: `Everything is imported from ${module}.` };
  },
};
