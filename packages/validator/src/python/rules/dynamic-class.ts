import type { Finding } from '../../analysis/rule.ts';
import { classScopeOf, receiverOf } from '../own-classes.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import { type PyExpression, type PyOf, spanOfHeader } from '../tree.ts';

export const dynamicClass: PythonRule = {
  id: 'python.dynamic-class',
  languages: ['python'],
  severity: 'high',
  action: 'reject',
  category: 'dynamic-code',
  cwe: 913,
  threats: ['PY-INT-9'],
  examples: [
    {
      language: 'python',
      bad: `def handler(fields: dict) -> str:
    return type("Row", (), fields).__name__  # <- python.dynamic-class
`,
      good: `class Row:
    def __init__(self, fields: dict) -> None:
        self.fields = fields

def handler(fields: dict) -> str:
    return type(Row(fields)).__name__
`,
    },
    {
      language: 'python',
      bad: `class Registry(type):  # <- python.dynamic-class
    known: list = []

    def __call__(cls, *values):
        cls.known.append(cls.__name__)
        return super().__call__(*values)

def handler() -> list:
    return Registry.known
`,
      good: `KNOWN = []

def register(cls):
    KNOWN.append(cls.__name__)
    return cls

@register
class Circle:
    pass

def handler() -> list:
    return KNOWN
`,
    },
  ],
  summary: 'Metaclasses and type(name, bases, namespace) build classes that cannot be read from the code.',
  suggestion:
    'Write the class out with a class statement; for records use @dataclass, to register classes a decorator.',
  *check(context): Generator<Finding> {
    yield* metaclasses(context);
    yield* typeCalls(context);
    yield* hiddenTypeCalls(context);
    yield* typeInOtherHands(context);
  },
};

const metaclassNames = new Set(['builtins.type', 'enum.EnumMeta', 'enum.EnumType']);

function* metaclasses({ tree, source, paths }: PythonContext): Generator<Finding> {
  for (const node of tree.nodesOf('ClassDef')) {
    const given = node.keywords.some(({ arg }) => arg === 'metaclass' || arg === null || arg === undefined);
    const derived = node.bases.some((base) => metaclassNames.has(paths.originOf(base) ?? ''));
    if (given || derived)
      yield { span: spanOfHeader(node, source), message: `The class ${node.name} has or is a metaclass.` };
    else if (node.bases.some(({ nodeType }) => nodeType === 'Starred'))
      yield {
        span: spanOfHeader(node, source),
        message: `What the class ${node.name} derives from is kept elsewhere.`,
      };
  }
}

function* typeCalls(context: PythonContext): Generator<Finding> {
  for (const node of context.tree.nodesOf('Call')) {
    const { func } = node;
    const span = context.spanOf(node);
    if (func.nodeType === 'Call' && isTypeOfClass(context, func, node))
      yield { span, message: 'A class is built at run time through the type of another class.' };
    if (isPlain(node) || !context.paths.originsOf(func).some((origin) => typeOrMember.has(origin))) continue;
    const written = func.nodeType === 'Name' && func.id !== 'type' ? { path: `\`${func.id}\` = \`type\`` } : {};
    yield { span, message: 'type() with more than one argument builds a class at run time.', ...written };
  }
}

/** How many arguments, `type` itself included, a call may have before it builds classes through it. */
const callsThrough = new Map([
  ['functools.partial', 1],
  ['itertools.starmap', 1],
  ['builtins.map', 2],
  ['operator.call', 2],
]);

/** `partial(type, "Name")`, `map(type, names, bases, namespaces)`, and `type.__call__`. */
function* typeInOtherHands({ tree, paths, spanOf }: PythonContext): Generator<Finding> {
  const isType = (node: PyExpression | undefined) => node !== undefined && paths.originOf(node) === 'builtins.type';
  for (const node of tree.nodesOf('Call')) {
    const most = callsThrough.get(paths.originOf(node.func) ?? '');
    if (most !== undefined && isType(node.args[0]) && (most === 1 || node.args.length > most))
      yield { span: spanOf(node), message: 'type is given to another function, which can build classes with it.' };
  }
  for (const node of tree.nodesOf('Attribute'))
    if (buildingMethods.has(node.attr) && isType(node.value))
      yield { span: spanOf(node), message: `type.${node.attr} builds a class at run time.` };
}

const buildingMethods = new Set(['__call__', '__new__', '__init__']);

/** As it is, or as the value of a member of an enumeration. */
const typeOrMember = new Set(['builtins.type', 'builtins.type.value']);

const isPlain = ({ args, keywords }: PyOf<'Call'>) =>
  args.length === 1 && args[0]?.nodeType !== 'Starred' && keywords.length === 0;

/** `type(type(x))(...)` and `type(Own)(name, bases, {})` are `type` itself; `type(self)(a, b, c)` only copies. */
function isTypeOfClass(context: PythonContext, { func, args }: PyOf<'Call'>, call: PyOf<'Call'>): boolean {
  const [argument] = args;
  if (!argument || context.paths.originOf(func) !== 'builtins.type' || call.args.length !== 3) return false;
  return isClass(context, argument) || call.args[1]?.nodeType === 'Tuple' || call.args[2]?.nodeType === 'Dict';
}

function isClass({ scopes, paths }: PythonContext, node: PyExpression): boolean {
  const receiver = receiverOf(scopes, node);
  if (receiver) return receiver.kind === 'class';
  if (node.nodeType === 'Call') return paths.originOf(node.func) === 'builtins.type';
  return classScopeOf(scopes, node) !== undefined || paths.originOf(node) !== undefined;
}

/** `make(name, (), {...})` where nobody can tell what `make` is, in code that hands `type` around. */
function* hiddenTypeCalls(context: PythonContext): Generator<Finding> {
  if (!context.scopes.references.some(({ node }) => isHandedAround(context, node))) return;
  for (const node of context.tree.nodesOf('Call'))
    if (buildsClass(context, node) && isUnknown(context, node.func))
      yield { span: context.spanOf(node), message: 'The call has the form of type(name, bases, namespace).' };
}

function isHandedAround({ tree, scopes }: PythonContext, node: PyOf<'Name'>): boolean {
  if (node.id !== 'type' || scopes.bindingsOf(node)) return false;
  const parent = tree.parentOf(node);
  return !(parent?.nodeType === 'Call' && parent.func === node) && parent?.nodeType !== 'Subscript';
}

/** A text, a tuple of classes, a dictionary. */
function buildsClass({ paths }: PythonContext, { args }: PyOf<'Call'>): boolean {
  const [, bases, namespace] = args;
  if (args.length !== 3 || bases?.nodeType !== 'Tuple') return false;
  return (
    namespace?.nodeType === 'Dict' ||
    (namespace?.nodeType === 'Call' && paths.originOf(namespace.func) === 'builtins.dict')
  );
}

function isUnknown({ scopes, paths }: PythonContext, func: PyExpression): boolean {
  if (paths.originOf(func) !== undefined) return false;
  const bindings = func.nodeType === 'Name' ? (scopes.bindingsOf(func) ?? []) : [];
  return !bindings.some(({ kind }) => kind === 'function' || kind === 'class');
}
