import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const terminalAccess: PythonRule = {
  id: 'python.terminal-access',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'host-access',
  cwe: 400,
  threats: ['PY-ENV-2'],
  examples: [
    {
      language: 'python',
      bad: `def handler() -> str:
    return input("name: ").title()  # <- python.terminal-access
`,
      good: `def handler(name: str) -> str:
    return name.title()
`,
    },
  ],
  summary: 'A tool has no terminal: input and help block until the time limit, or read the stream of the host.',
  suggestion: 'Take the value as a parameter of the entry point.',
  check: (context) => refusedBuiltins(context, 'terminal'),
};
