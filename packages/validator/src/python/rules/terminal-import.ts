import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const terminalImport: PythonRule = {
  id: 'python.terminal-import',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'host-access',
  cwe: 400,
  threats: ['PY-ENV-2'],
  examples: [
    {
      language: 'python',
      bad: `import fileinput  # <- python.terminal-import

def handler() -> int:
    return sum(1 for line in fileinput.input())
`,
      good: `def handler(lines: list[str]) -> int:
    return len(lines)
`,
    },
  ],
  summary: 'A tool has no terminal: reading from one blocks until the time limit, or reads the stream of the host.',
  suggestion: 'Take the lines as a parameter of the entry point.',
  check: (context) => refusedImports(context, 'terminal'),
};
