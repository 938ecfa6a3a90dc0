import type { Finding, Fix } from '../../analysis/rule.ts';
import type { Span } from '../../analysis/source-text.ts';
import { moduleMembers } from '../data/module-members.ts';
import type { PythonRule } from '../python-context.ts';
import type { PyOf } from '../tree.ts';

export const starImport: PythonRule = {
  id: 'python.star-import',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'import',
  cwe: 693,
  threats: ['PY-LEAK-2'],
  examples: [
    {
      language: 'python',
      bad: `from math import *  # <- python.star-import

def handler(x: float) -> float:
    return sqrt(x) * pi
`,
      good: `from math import pi, sqrt

def handler(x: float) -> float:
    return sqrt(x) * pi
`,
    },
  ],
  summary: 'After a star import nobody can tell which names come from where.',
  suggestion: 'Import the names you use: `from math import sqrt, pi`.',
  *check({ tree, spanOf, scopes }): Generator<Finding> {
    const free = scopes.references.filter(({ node }) => !scopes.bindingsOf(node)).map(({ node }) => node.id);
    for (const node of tree.nodesOf('ImportFrom'))
      for (const alias of node.names) {
        if (alias.name !== '*') continue;
        const fix = namesInstead(node, spanOf(alias), free);
        const message = `Everything is imported from ${node.module}.`;
        yield { span: spanOf(alias), message, ...(fix ? { fix } : {}) };
      }
  },
};

/** The names that the code uses and nothing else binds. */
function namesInstead({ module = '' }: PyOf<'ImportFrom'>, span: Span, free: readonly string[]): Fix | undefined {
  const members = moduleMembers.get(module ?? '');
  const used = [...new Set(free)].filter((name) => members?.has(name)).sort();
  if (used.length === 0) return undefined;
  return { description: `Import what is used: ${used.join(', ')}.`, edits: [{ span, text: used.join(', ') }] };
}
