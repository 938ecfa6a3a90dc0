import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const fileImport: PythonRule = {
  id: 'python.file-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 22,
  threats: ['PY-FS-2'],
  examples: [
    {
      language: 'python',
      bad: `from pathlib import Path  # <- python.file-import

def handler(path: str) -> int:
    return len(Path(path).read_text().splitlines())
`,
      good: `def handler(text: str) -> int:
    return len(text.splitlines())
`,
    },
  ],
  summary:
    'Modules that read, write, list or log to files are refused: a tool has no files of its own, and those of its host are not for it.',
  suggestion: 'Take the content as a parameter of the entry point; keep temporary data in io.StringIO or io.BytesIO.',
  check: (context) => refusedImports(context, 'file'),
};
