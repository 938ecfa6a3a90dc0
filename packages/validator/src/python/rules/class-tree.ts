import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonRule } from '../python-context.ts';

export const classTree: PythonRule = {
  id: 'python.class-tree',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['PY-INT-1'],
  examples: [
    {
      language: 'python',
      bad: `def handler() -> list[str]:
    base = ().__class__.__base__  # <- python.class-tree
    return [kind.__name__ for kind in base.__subclasses__()]  # <- python.class-tree
`,
      good: `class Shape:
    pass

class Circle(Shape):
    pass

SHAPES = [Shape, Circle]

def handler() -> list[str]:
    return [kind.__name__ for kind in SHAPES]
`,
    },
  ],
  summary:
    'From any object __class__, __mro__ and __subclasses__ lead to every class of the interpreter, and from there to files and processes. `x.__class__.__name__`, comparing classes and `self.__class__(...)` are fine.',
  suggestion: 'Use type(x), isinstance or issubclass, and keep lists of your own classes.',
  check: (context) => refusedAttributes(context, 'class-tree'),
};
