import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const frameAccess: PythonRule = {
  id: 'python.frame-access',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['PY-INT-3'],
  examples: [
    {
      language: 'python',
      bad: `def count():
    yield 1

def handler() -> list[str]:
    return sorted(count().gi_frame.f_back.f_globals)  # <- python.frame-access
`,
      good: `def count():
    yield 1

def handler() -> list[int]:
    return sorted(count())
`,
    },
  ],
  summary:
    'Generators, coroutines and tracebacks hold frames, and frames hold the variables of whoever called the tool.',
  suggestion: 'Leave the inspection out; return what you need as a value.',
  check: (context) => refusedAttributes(context, 'frame'),
};
