import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const blockingImport: PythonRule = {
  id: 'python.blocking-import',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'resources',
  cwe: 400,
  threats: ['PY-RES-6'],
  examples: [
    {
      language: 'python',
      bad: `import time  # <- python.blocking-import

def handler(text: str) -> str:
    time.sleep(1)
    return text.upper()
`,
      good: `def handler(text: str) -> str:
    return text.upper()
`,
    },
  ],
  summary:
    'Sleeping, waiting and threads hold the sandbox without computing anything; a tool has one thread and answers at once.',
  suggestion: 'Leave the waiting out, and compute in a plain loop.',
  check: (context) => refusedImports(context, 'blocking'),
};
