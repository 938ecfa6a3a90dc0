import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const nativeImport: PythonRule = {
  id: 'python.native-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 111,
  threats: ['PY-NAT-1'],
  examples: [
    {
      language: 'python',
      bad: `import ctypes  # <- python.native-import

def handler(n: int) -> int:
    return ctypes.CDLL(None).abs(n)
`,
      good: `def handler(n: int) -> int:
    return abs(n)
`,
    },
  ],
  summary: 'Foreign functions and raw memory lie outside everything that Python and the sandbox check.',
  suggestion: 'Write the computation in Python; use int.from_bytes and int.to_bytes for binary layouts.',
  check: (context) => refusedImports(context, 'native'),
};
