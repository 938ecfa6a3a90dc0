import { refusedMembers } from '../member-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const libraryFile: PythonRule = {
  id: 'python.library-file',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 22,
  threats: ['PY-FS-3'],
  examples: [
    {
      language: 'python',
      bad: `import io

def handler(path: str) -> str:
    with io.open(path) as file:  # <- python.library-file
        return file.read()
`,
      good: `import io

def handler(content: str) -> str:
    with io.StringIO(content) as file:
        return file.readline()
`,
    },
  ],
  summary:
    'Some functions of allowed modules open files: io.open and FileIO beside StringIO, hashlib.file_digest, the search path of zoneinfo.',
  suggestion: 'Take the content as a parameter of the entry point; in memory use io.StringIO or io.BytesIO.',
  check: (context) => refusedMembers(context, ({ family, way }) => family === 'file' && way !== 'called'),
};
