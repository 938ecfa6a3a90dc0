import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const systemImport: PythonRule = {
  id: 'python.system-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 78,
  threats: ['PY-PROC-1', 'PY-FS-2', 'PY-ENV-1', 'PY-PROC-2', 'PY-INT-7', 'PY-BLT-1'],
  examples: [
    {
      language: 'python',
      bad: `import os  # <- python.system-import

def handler(name: str) -> str:
    return os.environ[name]
`,
      good: `def handler(settings: dict[str, str], name: str) -> str:
    return settings[name]
`,
    },
  ],
  summary:
    'os, sys and builtins hold commands, files, the environment, loaded modules and every builtin at once, so neither they nor parts of them may be imported.',
  suggestion: 'Take paths, settings and content as parameters of the entry point, and return the result.',
  check: (context) => refusedImports(context, 'system'),
};
