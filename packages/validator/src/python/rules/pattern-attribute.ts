import type { Finding } from '../../analysis/rule.ts';
import { isAllowedAttribute, isDunder } from '../data/attributes.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { type PyExpression, type PyOf, type PythonTree, spanOfHeader } from '../tree.ts';

export const patternAttribute: PythonRule = {
  id: 'python.pattern-attribute',
  languages: ['python'],
  severity: 'critical',
  action: 'reject',
  category: 'introspection',
  cwe: 470,
  threats: ['PY-INT-6'],
  examples: [
    {
      language: 'python',
      bad: `def handler(value):
    match value:
        case object(__class__=kind):  # <- python.pattern-attribute
            return str(kind)
`,
      good: `def handler(value):
    match value:
        case int() | float():
            return "number"
        case _:
            return type(value).__name__
`,
    },
    {
      language: 'python',
      bad: `class Item:
    __match_args__ = ("name", "__dict__")  # <- python.pattern-attribute

    def __init__(self, name):
        self.name = name

def handler(name: str):
    match Item(name):
        case Item(_, found):
            return str(found)
`,
      good: `class Item:
    __match_args__ = ("name",)

    def __init__(self, name):
        self.name = name

def handler(name: str):
    match Item(name):
        case Item(found):
            return str(found)
`,
    },
  ],
  summary:
    'A keyword in a class pattern reads the attribute of that name, and a positional one the attribute that __match_args__ names, so the same names are refused there.',
  suggestion: 'Match on public fields only, and list them in __match_args__ as plain strings.',
  *check(context): Generator<Finding> {
    const { tree, spanOf } = context;
    for (const node of tree.nodesOf('MatchClass'))
      for (const name of node.kwd_attrs)
        if (!isAllowedAttribute(name))
          yield { span: spanOf(node), message: `The pattern reads the attribute ${name}.` };
    yield* positional(context);
  },
};

const matchArgs = '__match_args__';
const notPlain = `${matchArgs} must be a tuple of plain strings, written out where it is assigned.`;

/** The attributes that positional patterns read, which must be known wherever the name is bound. */
function* positional({ tree, source, fold, spanOf }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('Name')) {
    if (node.id !== matchArgs || node.ctx.nodeType !== 'Store') continue;
    const elements = elementsOf(assignedTo(node, tree));
    if (!elements) yield { span: spanOf(node), message: notPlain };
    for (const element of elements ?? []) {
      const names = element.nodeType === 'Constant' ? fold(element) : undefined;
      if (!names) yield { span: spanOf(element), message: notPlain };
      for (const name of names ?? [])
        if (isDunder(name) || !isAllowedAttribute(name))
          yield { span: spanOf(element), message: `${matchArgs} makes patterns read the attribute ${name}.` };
    }
  }
  for (const node of tree.nodesOf('FunctionDef', 'AsyncFunctionDef', 'ClassDef'))
    if (node.name === matchArgs) yield { span: spanOfHeader(node, source), message: notPlain };
  for (const node of tree.nodesOf('Alias', 'MatchAs')) {
    const name = node.nodeType === 'Alias' ? (node.asname ?? node.name) : node.name;
    if (name === matchArgs) yield { span: spanOf(node), message: notPlain };
  }
}

/** The right side of `__match_args__ = …`; absent for loops, unpacking, `+=` and every other way to bind a name. */
function assignedTo(node: PyOf<'Name'>, tree: PythonTree): PyExpression | undefined {
  const parent = tree.parentOf(node);
  return parent?.nodeType === 'Assign' || parent?.nodeType === 'AnnAssign' ? parent.value : undefined;
}

const elementsOf = (value: PyExpression | undefined) =>
  value?.nodeType === 'Tuple' || value?.nodeType === 'List' ? value.elts : undefined;
