import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const inspectionImport: PythonRule = {
  id: 'python.inspection-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['PY-INT-3', 'PY-INT-7'],
  examples: [
    {
      language: 'python',
      bad: `import inspect  # <- python.inspection-import

def handler(x: int) -> dict:
    return dict(inspect.currentframe().f_back.f_globals)
`,
      good: `def handler(x: int) -> dict:
    return {"x": x}
`,
    },
  ],
  summary: 'inspect, traceback, gc and their like hand out frames and objects of whoever called the tool.',
  suggestion: 'Leave the inspection out; use str(error) and type(error).__name__ to describe errors.',
  check: (context) => refusedImports(context, 'inspection'),
};
