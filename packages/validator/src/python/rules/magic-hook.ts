import type { Finding } from '../../analysis/rule.ts';
import { allowedDefinitions, isDunder } from '../data/attributes.ts';
import type { PythonRule } from '../python-context.ts';
import { spanOfHeader } from '../tree.ts';

export const magicHook: PythonRule = {
  id: 'python.magic-hook',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'introspection',
  cwe: 913,
  threats: ['PY-INT-9', 'PY-BLT-1'],
  examples: [
    {
      language: 'python',
      bad: `class Order:
    def __init__(self, total: int) -> None:
        self.total = total

    def __reduce__(self):  # <- python.magic-hook
        return (print, (self.total,))

def handler(total: int) -> str:
    return str(Order(total))
`,
      good: `class Order:
    def __init__(self, total: int) -> None:
        self.total = total

    def __str__(self):
        return f"order of {self.total}"

def handler(total: int) -> str:
    return str(Order(total))
`,
    },
    {
      language: 'python',
      bad: `PLUGINS = []

class Plugin:
    def __init_subclass__(cls):  # <- python.magic-hook
        PLUGINS.append(cls)

class Upper(Plugin):
    pass

def handler() -> int:
    return len(PLUGINS)
`,
      good: `class Upper:
    pass

PLUGINS = [Upper]

def handler() -> int:
    return len(PLUGINS)
`,
    },
  ],
  summary:
    'Defining __reduce__, __del__, __getattribute__, __init_subclass__ and similar names changes what the interpreter does behind the code. The usual magic methods may be defined.',
  suggestion: 'Use an ordinary method and call it.',
  *check({ tree, source, spanOf }): Generator<Finding> {
    for (const node of tree.nodesOf('FunctionDef', 'AsyncFunctionDef', 'ClassDef'))
      if (isHook(node.name)) yield { span: spanOfHeader(node, source), message: messageFor(node.name) };
    for (const node of tree.nodesOf('Name'))
      if (node.ctx.nodeType !== 'Load' && isHook(node.id)) yield { span: spanOf(node), message: messageFor(node.id) };
    for (const node of tree.nodesOf('Alias', 'Arg')) {
      const name = node.nodeType === 'Arg' ? node.arg : (node.asname ?? '');
      if (isHook(name)) yield { span: spanOf(node), message: messageFor(name) };
    }
  },
};

const isHook = (name: string) => isDunder(name) && !allowedDefinitions.has(name);
const messageFor = (name: string) => `${name} is a hook of the interpreter and may not be defined.`;
