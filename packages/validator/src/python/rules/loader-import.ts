import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const loaderImport: PythonRule = {
  id: 'python.loader-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 829,
  threats: ['PY-DYN-3'],
  examples: [
    {
      language: 'python',
      bad: `import importlib  # <- python.loader-import

def handler(kind: str, text: str):
    return importlib.import_module(kind).loads(text)
`,
      good: `import json

READERS = {"json": json.loads, "lines": str.splitlines}

def handler(kind: str, text: str):
    return READERS[kind](text)
`,
    },
  ],
  summary: 'Modules that import by name can load everything that this policy refuses.',
  suggestion: 'Import the module you need with an import statement; choose between functions with a dictionary.',
  check: (context) => refusedImports(context, 'loader'),
};
