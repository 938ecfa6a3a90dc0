import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const objectDictionary: PythonRule = {
  id: 'python.object-dictionary',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 200,
  threats: ['PY-INT-7'],
  examples: [
    {
      language: 'python',
      bad: `class Box:
    pass

def handler(name: str) -> str:
    return str(Box.__dict__[name])  # <- python.object-dictionary
`,
      good: `class Box:
    def __init__(self, width: int) -> None:
        self.width = width

    def fields(self) -> dict:
        return dict(self.__dict__)

def handler(width: int) -> dict:
    return Box(width).fields()
`,
    },
  ],
  summary:
    'The __dict__ of classes, functions and modules is their whole namespace, and can be written past every check. `self.__dict__` in a method is fine.',
  suggestion: 'Keep the values in a dictionary of your own, or use dataclasses.asdict.',
  check: (context) => refusedAttributes(context, 'dictionary'),
};
