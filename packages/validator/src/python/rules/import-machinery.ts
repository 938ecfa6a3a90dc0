import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const importMachinery: PythonRule = {
  id: 'python.import-machinery',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 829,
  threats: ['PY-DYN-3'],
  examples: [
    {
      language: 'python',
      bad: `def handler(name: str) -> str:
    return __import__(name).__name__  # <- python.import-machinery
`,
      good: `import json
import math

NAMES = {"json": json.__name__, "math": math.__name__}

def handler(name: str) -> str:
    return NAMES[name]
`,
    },
  ],
  summary: '__import__, __loader__ and __spec__ import by name, past every check on import statements.',
  suggestion: 'Import modules with import statements; choose between functions with a dictionary.',
  check: (context) => refusedBuiltins(context, 'loader'),
};
