import type { Finding } from '../../analysis/rule.ts';
import { refusedAttributes } from '../attribute-uses.ts';
import type { PythonContext, PythonRule } from '../python-context.ts';
import type { Binding } from '../scopes.ts';
import type { PyExpression, PyNode, PyOf } from '../tree.ts';

export const exceptionObject: PythonRule = {
  id: 'python.exception-object',
  languages: ['python'],
  severity: 'medium',
  action: 'reject',
  category: 'introspection',
  cwe: 209,
  threats: ['PY-INT-8'],
  examples: [
    {
      language: 'python',
      bad: `class Form:
    secret = "internal"

def handler() -> str:
    try:
        return Form().missing
    except AttributeError as error:
        return str(error.obj.secret)  # <- python.exception-object
`,
      good: `class Form:
    name = "form"

def handler() -> str:
    try:
        return Form().missing
    except AttributeError as error:
        return f"no attribute {error.name}"
`,
    },
    {
      language: 'python',
      bad: `def handler(x: int) -> str:
    try:
        return str(1 / x)
    except ZeroDivisionError as error:
        return str(error.__traceback__)  # <- python.exception-object
`,
      good: `def handler(x: int) -> str:
    try:
        return str(1 / x)
    except ZeroDivisionError as error:
        return f"{type(error).__name__}: {error}"
`,
    },
  ],
  summary:
    'Exceptions carry live objects: the traceback with its frames, the exception before, and in AttributeError and NameError the object that was asked.',
  suggestion: 'Describe errors by str(error), type(error).__name__ and error.args.',
  *check(context): Generator<Finding> {
    yield* refusedAttributes(context, 'exception');
    yield* askedObjects(context);
  },
};

const message = 'The attribute obj of the exception is the object whose attribute was missing.';

function* askedObjects(context: PythonContext): Generator<Finding> {
  const { tree, spanOf, paths, fold } = context;
  for (const node of tree.nodesOf('Attribute'))
    if (node.attr === 'obj' && isCaught(context, node.value, 0)) yield { span: spanOf(node), message };
  for (const node of tree.nodesOf('MatchClass'))
    if (node.kwd_attrs.includes('obj') && carriers.has(paths.originOf(node.cls) ?? ''))
      yield { span: spanOf(node), message };
  for (const { func, args } of tree.nodesOf('Call')) {
    const [object, name] = paths.originOf(func) === 'builtins.getattr' ? args : [];
    if (object && name && fold(name)?.has('obj') && isCaught(context, object, 0)) yield { span: spanOf(name), message };
  }
}

const carriers = new Set(
  ['AttributeError', 'NameError', 'UnboundLocalError', 'Exception', 'BaseException'].map((name) => `builtins.${name}`),
);

/** A variable of `except AttributeError as error`, or one that such a variable was assigned to. */
function isCaught(context: PythonContext, node: PyExpression, steps: number): boolean {
  if (node.nodeType !== 'Name' || steps > 3) return false;
  return (context.scopes.bindingsOf(node) ?? []).some((binding) => {
    if (binding.node.nodeType === 'ExceptHandler') return catchesCarrier(context, binding.node);
    if (binding.kind === 'parameter') return isGivenCaught(context, binding, steps + 1);
    return binding.value !== undefined && isCaught(context, binding.value, steps + 1);
  });
}

function catchesCarrier({ paths }: PythonContext, { type }: PyOf<'ExceptHandler'>): boolean {
  const types: readonly PyNode[] = type?.nodeType === 'Tuple' ? type.elts : type ? [type] : [];
  return types.length === 0 || types.some((one) => carriers.has(paths.originOf(one) ?? ''));
}

/** A parameter that some call in the code gives a caught exception. */
function isGivenCaught(context: PythonContext, binding: Binding, steps: number): boolean {
  const found = given.get(binding);
  if (found !== undefined) return found;
  // Not while it is being worked out: functions may hand it on to each other.
  given.set(binding, false);
  const isGiven = findGiven(context, binding, steps);
  given.set(binding, isGiven);
  return isGiven;
}

const given = new WeakMap<Binding, boolean>();

function findGiven(context: PythonContext, { node }: Binding, steps: number): boolean {
  const definition = context.tree.parentOf(context.tree.parentOf(node) ?? node);
  if (definition?.nodeType !== 'FunctionDef' && definition?.nodeType !== 'AsyncFunctionDef') return false;
  const index = (definition.args.args as readonly PyNode[]).indexOf(node);
  return context.tree.nodesOf('Call').some(({ func, args }) => {
    const argument = func.nodeType === 'Name' && func.id === definition.name ? args[index] : undefined;
    return argument !== undefined && isCaught(context, argument, steps);
  });
}
