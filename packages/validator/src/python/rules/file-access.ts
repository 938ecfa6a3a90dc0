import { refusedBuiltins } from '../builtin-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const fileAccess: PythonRule = {
  id: 'python.file-access',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 22,
  threats: ['PY-FS-1'],
  examples: [
    {
      language: 'python',
      bad: `def handler(path: str) -> str:
    return open(path).read()  # <- python.file-access
`,
      good: `import io

def handler(content: str) -> list[str]:
    with io.StringIO(content) as file:
        return [line.rstrip() for line in file]
`,
    },
  ],
  summary:
    'open reads and writes files of the host, whether it is called, passed on or stored. A variable of that name is fine.',
  suggestion: 'Take the content as a parameter of the entry point; for text in memory use io.StringIO.',
  check: (context) => refusedBuiltins(context, 'file'),
};
