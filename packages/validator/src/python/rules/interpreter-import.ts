import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const interpreterImport: PythonRule = {
  id: 'python.interpreter-import',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 95,
  threats: ['PY-DYN-4'],
  examples: [
    {
      language: 'python',
      bad: `import timeit  # <- python.interpreter-import

def handler(statement: str) -> float:
    return timeit.timeit(statement, number=1)
`,
      good: `def handler(values: list[float]) -> float:
    return sum(values)
`,
    },
  ],
  summary: 'Consoles, debuggers, profilers, timers and test runners of the library run text as code.',
  suggestion: 'Call the function itself; every execution reports its duration.',
  check: (context) => refusedImports(context, 'interpreter'),
};
