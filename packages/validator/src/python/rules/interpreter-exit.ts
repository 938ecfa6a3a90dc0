import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const interpreterExit: PythonRule = {
  id: 'python.interpreter-exit',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 400,
  threats: ['PY-PROC-2'],
  examples: [
    {
      language: 'python',
      bad: `def handler(amount: float) -> float:
    if amount < 0:
        raise SystemExit("negative")  # <- python.interpreter-exit
    return amount
`,
      good: `def handler(amount: float) -> float:
    if amount < 0:
        raise ValueError("negative")
    return amount
`,
    },
  ],
  summary: 'exit, quit, SystemExit and KeyboardInterrupt end the interpreter instead of the call.',
  suggestion: 'Return a value, or raise an exception such as ValueError.',
  check: (context) => refusedBuiltins(context, 'exit'),
};
