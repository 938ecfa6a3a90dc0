import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const debuggerCall: PythonRule = {
  id: 'python.debugger',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['PY-DYN-4'],
  examples: [
    {
      language: 'python',
      bad: `def handler(x: int) -> int:
    breakpoint()  # <- python.debugger
    return x + 1
`,
      good: `def handler(x: int) -> int:
    print(x)
    return x + 1
`,
    },
  ],
  summary: 'breakpoint opens a prompt at which text runs as code, and which nobody answers in a sandbox.',
  suggestion: 'Print the values you want to see: output is kept with the execution.',
  check: (context) => refusedBuiltins(context, 'debugger'),
};
