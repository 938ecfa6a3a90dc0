import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const networkImport: PythonRule = {
  id: 'python.network-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 918,
  threats: ['PY-NET-1'],
  examples: [
    {
      language: 'python',
      bad: `import json
import urllib.request  # <- python.network-import

def handler(url: str) -> int:
    reply = urllib.request.urlopen(url).read()
    return len(json.loads(reply))
`,
      good: `import json

def handler(reply: str) -> int:
    return len(json.loads(reply))
`,
    },
  ],
  summary:
    'Modules that open connections (sockets, HTTP, mail, web frameworks, database clients) are refused: a tool has no network, and data must not leave by it.',
  suggestion: 'Let the caller fetch the data and take it as a parameter of the entry point.',
  check: (context) => refusedImports(context, 'network'),
};
