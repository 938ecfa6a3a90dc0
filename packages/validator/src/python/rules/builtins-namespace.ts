import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const builtinsNamespace: PythonRule = {
  id: 'python.builtins-namespace',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 913,
  threats: ['PY-BLT-1'],
  examples: [
    {
      language: 'python',
      bad: `def handler(name: str, value):
    return __builtins__[name](value)  # <- python.builtins-namespace
`,
      good: `ALLOWED = {"len": len, "sum": sum}

def handler(name: str, value: list[int]) -> int:
    return ALLOWED[name](value)
`,
    },
  ],
  summary: '__builtins__ holds every builtin, also those that are refused by name.',
  suggestion: 'Put the functions you need into a dictionary of your own.',
  check: (context) => refusedBuiltins(context, 'builtins'),
};
