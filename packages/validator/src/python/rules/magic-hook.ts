import type { Finding } from '../../analysis/rule.ts';
import { allowedDefinitions, isDunder } from '../data/attributes.ts';
import type { PythonRule } from '../python-context.ts';
import { type PyOf, type PythonTree, spanOfHeader } from '../tree.ts';

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
      if (isHook(node.name)) yield { span: spanOfHeader(node, source), ...explain(node.name) };
    for (const node of tree.nodesOf('Name'))
      if (node.ctx.nodeType !== 'Load' && isHook(node.id) && !isOwnNote(tree, node))
        yield { span: spanOf(node), ...explain(node.id) };
    for (const node of tree.nodesOf('Alias', 'Arg')) {
      const name = node.nodeType === 'Arg' ? node.arg : (node.asname ?? '');
      if (isHook(name)) yield { span: spanOf(node), ...explain(name) };
    }
  },
};

const isHook = (name: string) => isDunder(name) && !allowedDefinitions.has(name);

/** What the interpreter reads from a module. */
const moduleHooks = new Set(
  '__builtins__ __loader__ __spec__ __package__ __path__ __file__ __cached__ __dict__ __class__ __annotations__ __annotate__ __import__ __build_class__'.split(
    ' ',
  ),
);

/** `__release__ = "2024-06"` at the top level: a note that nothing reads. */
function isOwnNote(tree: PythonTree, node: PyOf<'Name'>): boolean {
  const statement = tree.parentOf(node);
  if (statement?.nodeType !== 'Assign' || statement.value.nodeType !== 'Constant') return false;
  return tree.parentOf(statement) === tree.module && !moduleHooks.has(node.id);
}

const betterWays: Readonly<Record<string, string>> = {
  __class_getitem__: 'Declare type parameters: `class Box[T]`, or derive from typing.Generic.',
  __del__: 'Release what you hold in __exit__, and use the object in a with statement.',
  __getattribute__: 'Define __getattr__, which is asked only for what is missing, or a property.',
  __getstate__: 'Write a method that returns a dictionary, and use json.dumps.',
  __init_subclass__: 'Register classes with a decorator, or list them where they are used.',
  __instancecheck__: 'Describe the shape with typing.Protocol and @runtime_checkable.',
  __prepare__: 'Use a class decorator.',
  __reduce__: 'Write a method that returns a dictionary, and use json.dumps.',
  __reduce_ex__: 'Write a method that returns a dictionary, and use json.dumps.',
  __set_name__: 'Give the name to the constructor of the descriptor: `age = Positive("age")`.',
  __setstate__: 'Write a class method that builds the object from a dictionary.',
  __subclasscheck__: 'Describe the shape with typing.Protocol and @runtime_checkable.',
  __subclasshook__: 'Describe the shape with typing.Protocol and @runtime_checkable.',
};

function explain(name: string): Pick<Finding, 'message' | 'suggestion'> {
  const suggestion = betterWays[name];
  const message = `${name} is a hook of the interpreter and may not be defined.`;
  return { message, ...(suggestion === undefined ? {} : { suggestion }) };
}
