import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const functionCode: PythonRule = {
  id: 'python.function-code',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 913,
  threats: ['PY-DYN-6', 'PY-INT-2'],
  examples: [
    {
      language: 'python',
      bad: `def double(x):
    return 2 * x

def triple(x):
    return 3 * x

def handler(x: int) -> int:
    double.__code__ = triple.__code__  # <- python.function-code
    return double(x)
`,
      good: `def double(x):
    return 2 * x

def triple(x):
    return 3 * x

def handler(x: int, times: int) -> int:
    chosen = {2: double, 3: triple}[times]
    return chosen(x)
`,
    },
  ],
  summary: 'Code objects can be read, taken apart and exchanged, so that what runs is not what was checked.',
  suggestion: 'Write the functions out and choose between them.',
  check: (context) => refusedAttributes(context, 'code'),
};
