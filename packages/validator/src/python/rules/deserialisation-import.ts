import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const deserialisationImport: PythonRule = {
  id: 'python.deserialisation-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 502,
  threats: ['PY-DES-1'],
  examples: [
    {
      language: 'python',
      bad: `import base64
import pickle  # <- python.deserialisation-import

def handler(state: str):
    return pickle.loads(base64.b64decode(state))
`,
      good: `import json

def handler(state: str):
    return json.loads(state)
`,
    },
  ],
  summary:
    'Pickle, marshal, shelve, YAML and their like build any object that the data names, and so run code from data.',
  suggestion: 'Use json.dumps and json.loads.',
  check: (context) => refusedImports(context, 'deserialisation'),
};
