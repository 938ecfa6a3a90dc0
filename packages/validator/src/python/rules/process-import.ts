import { refusedImports } from '../module-imports.ts';
import type { PythonRule } from '../python-context.ts';

export const processImport: PythonRule = {
  id: 'python.process-import',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'host-access',
  cwe: 78,
  threats: ['PY-PROC-1'],
  examples: [
    {
      language: 'python',
      bad: `import subprocess  # <- python.process-import

def handler(text: str) -> str:
    return subprocess.run(["sort"], input=text, capture_output=True, text=True).stdout
`,
      good: `def handler(text: str) -> str:
    return "\\n".join(sorted(text.splitlines()))
`,
    },
  ],
  summary: 'Modules that start processes or pools of them are refused: commands run outside every check.',
  suggestion: 'Compute the result in the tool itself, in one thread.',
  check: (context) => refusedImports(context, 'process'),
};
