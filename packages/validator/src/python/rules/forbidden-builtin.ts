import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const forbiddenBuiltin: PythonRule = {
  id: 'python.forbidden-builtin',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 913,
  threats: ['PY-BLT-1', 'PY-ENV-1', 'PY-INT-9'],
  examples: [
    {
      language: 'python',
      bad: `def handler() -> str:
    return __file__  # <- python.forbidden-builtin
`,
      good: `def handler(name: str) -> str:
    return name
`,
    },
  ],
  summary:
    'Names that every module has but no tool needs, such as __file__ and __build_class__, tell of the host or of the interpreter.',
  suggestion: 'Compute from the input with ordinary functions.',
  check: (context) => refusedBuiltins(context, 'other'),
};
