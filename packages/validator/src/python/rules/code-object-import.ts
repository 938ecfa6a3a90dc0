import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const codeObjectImport: PythonRule = {
  id: 'python.code-object-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 913,
  threats: ['PY-DYN-6'],
  examples: [
    {
      language: 'python',
      bad: `from types import FunctionType  # <- python.code-object-import

def handler(x: int) -> int:
    clone = FunctionType((lambda n: n + 1).__code__, {})
    return clone(x)
`,
      good: `def handler(x: int) -> int:
    clone = lambda n: n + 1
    return clone(x)
`,
    },
  ],
  summary:
    'The types of functions and code objects, and trees of code, are parts to build functions from that nobody has checked.',
  suggestion: 'Write functions out with def; use isinstance with builtin types, collections.abc or typing.',
  check: (context) => refusedImports(context, 'code-object'),
};
