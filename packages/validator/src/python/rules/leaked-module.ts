import { refusedMembers } from '../member-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const leakedModule: PythonRule = {
  id: 'python.leaked-module',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'import',
  cwe: 693,
  threats: ['PY-LEAK-1'],
  examples: [
    {
      language: 'python',
      bad: `import json

def handler(path: str) -> str:
    return json.codecs.open(path).read()  # <- python.leaked-module
`,
      good: `import json

def handler(text: str) -> str:
    return json.dumps(json.loads(text))
`,
    },
    {
      language: 'python',
      bad: `import dataclasses

def handler(x: int) -> str:
    library = dataclasses
    return library.sys.executable  # <- python.leaked-module
`,
      good: `import dataclasses

@dataclasses.dataclass
class Point:
    x: int

def handler(x: int) -> dict:
    return dataclasses.asdict(Point(x))
`,
    },
  ],
  summary:
    'Modules carry others along as attributes (os, sys, codecs, builtins), and these are refused under any name.',
  suggestion: 'Use only the documented names of the module.',
  check: (context) => refusedMembers(context, ({ family, way }) => family === 'module' && way === 'read'),
};
