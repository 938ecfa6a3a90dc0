import { refusedMembers } from '../member-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const templateFormatter: PythonRule = {
  id: 'python.template-formatter',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 134,
  threats: ['PY-INT-5'],
  examples: [
    {
      language: 'python',
      bad: `import string

def handler(template: str, user: dict) -> str:
    return string.Formatter().vformat(template, (), user)  # <- python.template-formatter
`,
      good: `import string

def handler(template: str, user: dict) -> str:
    return string.Template(template).safe_substitute(user)
`,
    },
  ],
  summary: 'string.Formatter and its subclasses format templates that can read any attribute of their arguments.',
  suggestion: 'Use an f-string, or string.Template for placeholders that come from the input.',
  check: (context) => refusedMembers(context, ({ family, way }) => family === 'formatter' && way !== 'called'),
};
