import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const namespaceAccess: PythonRule = {
  id: 'python.namespace-access',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 200,
  threats: ['PY-INT-7'],
  examples: [
    {
      language: 'python',
      bad: `def double(x):
    return 2 * x

def handler(name: str, x: int) -> int:
    return globals()[name](x)  # <- python.namespace-access
`,
      good: `def double(x):
    return 2 * x

ACTIONS = {"double": double}

def handler(name: str, x: int) -> int:
    return ACTIONS[name](x)
`,
    },
  ],
  summary: 'globals, locals, vars and dir show every name and object around the code, the builtins included.',
  suggestion: 'Keep what you look up by name in a dictionary of your own.',
  check: (context) => refusedBuiltins(context, 'namespace'),
};
