import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const resolverImport: PythonRule = {
  id: 'python.resolver-import',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 201,
  threats: ['PY-NET-2'],
  examples: [
    {
      language: 'python',
      bad: `import dns.resolver  # <- python.resolver-import

def handler(name: str) -> list:
    return [str(answer) for answer in dns.resolver.resolve(name, "MX")]
`,
      good: `def handler(answers: list[str]) -> list[str]:
    return sorted(answer.rstrip(".").lower() for answer in answers)
`,
    },
  ],
  summary:
    'A name server sees every name it is asked for, so data hidden in a host name leaves the sandbox even where connections are blocked.',
  suggestion: 'Take the resolved address as a parameter of the entry point.',
  check: (context) => refusedImports(context, 'resolver'),
};
