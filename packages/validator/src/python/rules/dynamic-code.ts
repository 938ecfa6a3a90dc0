import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const dynamicCode: PythonRule = {
  id: 'python.dynamic-code',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['PY-DYN-1'],
  examples: [
    {
      language: 'python',
      bad: `def handler(expression: str) -> float:
    return eval(expression)  # <- python.dynamic-code
`,
      good: `import operator

OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul}

def handler(left: float, sign: str, right: float) -> float:
    return OPERATIONS[sign](left, right)
`,
    },
  ],
  summary: 'eval, exec and compile run text as code: what they run is not what was checked.',
  suggestion: 'Write the code out as functions and call them.',
  check: (context) => refusedBuiltins(context, 'code', 'called'),
};
