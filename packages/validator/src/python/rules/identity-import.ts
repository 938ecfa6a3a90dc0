import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const identityImport: PythonRule = {
  id: 'python.identity-import',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'host-access',
  cwe: 526,
  threats: ['PY-ENV-1'],
  examples: [
    {
      language: 'python',
      bad: `import platform  # <- python.identity-import

def handler(report: dict) -> dict:
    return {**report, "host": platform.node()}
`,
      good: `def handler(report: dict, host: str) -> dict:
    return {**report, "host": host}
`,
    },
  ],
  summary:
    'Modules that tell the host, the user, the locale or the command line are refused: they leak the environment and make results differ from place to place.',
  suggestion: 'Take what you need to know as a parameter of the entry point.',
  check: (context) => refusedImports(context, 'identity'),
};
