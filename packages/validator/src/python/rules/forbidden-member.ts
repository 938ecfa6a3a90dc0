import { refusedMembers } from '../member-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const forbiddenMember: PythonRule = {
  id: 'python.forbidden-member',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'import',
  cwe: 693,
  threats: ['PY-LEAK-1', 'PY-LEAK-2', 'PY-INT-9'],
  examples: [
    {
      language: 'python',
      bad: `from dataclasses import make_dataclass  # <- python.forbidden-member

def handler(names: list[str]) -> str:
    return make_dataclass("Row", names).__name__
`,
      good: `from collections import namedtuple

def handler(names: list[str]) -> str:
    return namedtuple("Row", names).__name__
`,
    },
    {
      language: 'python',
      bad: `import re

def handler(pattern: str) -> str:
    return str(re._parser.parse(pattern))  # <- python.forbidden-member
`,
      good: `import re

def handler(pattern: str) -> int:
    return re.compile(pattern).groups
`,
    },
  ],
  summary:
    'Of each module only its reviewed public names may be used: private and undocumented ones change from version to version and have not been reviewed.',
  suggestion: 'Use a documented function of the module; see its documentation for the public names.',
  check: (context) =>
    refusedMembers(
      context,
      ({ family, way }) => (family === 'other' || family === 'class-builder') && way !== 'called',
    ),
};
