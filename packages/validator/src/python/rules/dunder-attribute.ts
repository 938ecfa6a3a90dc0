import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const dunderAttribute: PythonRule = {
  id: 'python.dunder-attribute',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['PY-INT-4', 'PY-INT-9'],
  examples: [
    {
      language: 'python',
      bad: `def handler(x: dict, name: str):
    return x.__getattribute__(name)  # <- python.dunder-attribute
`,
      good: `def handler(x: dict, name: str):
    return x.get(name)
`,
    },
  ],
  summary:
    'Double-underscore attributes belong to the interpreter. Ordinary magic methods may be called; the rest is refused.',
  suggestion: 'Use the public function or operator that does the same.',
  check: (context) => refusedAttributes(context, 'other'),
};
