import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const boundSelf: PythonRule = {
  id: 'python.bound-self',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 913,
  threats: ['PY-BLT-1', 'PY-INT-2'],
  examples: [
    {
      language: 'python',
      bad: `def handler(path: str) -> str:
    return print.__self__.open(path).read()  # <- python.bound-self
`,
      good: `class Report:
    def __init__(self, text: str) -> None:
        self.text = text

    def lines(self) -> list[str]:
        return self.text.splitlines()

def handler(text: str) -> list[str]:
    return Report(text).lines()
`,
    },
  ],
  summary: 'The __self__ of a builtin function is the builtins module, that of a method is its object.',
  suggestion: 'Keep the object in a variable of its own.',
  check: (context) => refusedAttributes(context, 'self'),
};
