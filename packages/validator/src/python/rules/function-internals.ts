import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const functionInternals: PythonRule = {
  id: 'python.function-internals',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['PY-INT-2'],
  examples: [
    {
      language: 'python',
      bad: `import json

def handler() -> list[str]:
    return sorted(json.dumps.__globals__)  # <- python.function-internals
`,
      good: `import json

def handler(value: dict) -> str:
    return json.dumps(value, sort_keys=True)
`,
    },
  ],
  summary:
    'A function carries the globals of its module, its closure and what it wraps: from there everything that the module imported is in reach.',
  suggestion: 'Call the function, and keep what you need to know of it in variables of your own.',
  check: (context) => refusedAttributes(context, 'function'),
};
