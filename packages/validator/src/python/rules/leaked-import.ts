import { refusedMembers } from '../member-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const leakedImport: PythonRule = {
  id: 'python.leaked-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 693,
  threats: ['PY-LEAK-2'],
  examples: [
    {
      language: 'python',
      bad: `from random import _os as numbers  # <- python.leaked-import

def handler(name: str) -> str:
    return numbers.environ[name]
`,
      good: `from random import Random

def handler(seed: int) -> int:
    return Random(seed).randrange(100)
`,
    },
  ],
  summary: 'A from-import takes another module out of an allowed one, mostly under a harmless name.',
  suggestion: 'Import only the documented names of the module.',
  check: (context) => refusedMembers(context, ({ family, way }) => family === 'module' && way === 'imported'),
};
