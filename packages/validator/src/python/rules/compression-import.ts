import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const compressionImport: PythonRule = {
  id: 'python.compression-import',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'resources',
  cwe: 409,
  threats: ['PY-RES-7', 'PY-FS-2'],
  examples: [
    {
      language: 'python',
      bad: `import base64
import zlib  # <- python.compression-import

def handler(packed: str) -> str:
    return zlib.decompress(base64.b64decode(packed)).decode()
`,
      good: `import base64

def handler(encoded: str) -> str:
    return base64.b64decode(encoded).decode()
`,
    },
  ],
  summary: 'A few compressed bytes can expand to gigabytes, and archive modules open files besides.',
  suggestion: 'Take the data uncompressed, as a parameter of the entry point.',
  check: (context) => refusedImports(context, 'compression'),
};
