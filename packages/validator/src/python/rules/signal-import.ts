import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const signalImport: PythonRule = {
  id: 'python.signal-import',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 400,
  threats: ['PY-PROC-2'],
  examples: [
    {
      language: 'python',
      bad: `import atexit  # <- python.signal-import

def handler(total: int) -> int:
    atexit.register(print, total)
    return total
`,
      good: `def handler(total: int) -> int:
    print(total)
    return total
`,
    },
  ],
  summary:
    'Signals, exit handlers and process limits reach beyond the call, to the interpreter that other calls may share.',
  suggestion: 'Return a value or raise an exception; the sandbox limits the time of every call.',
  check: (context) => refusedImports(context, 'signal'),
};
