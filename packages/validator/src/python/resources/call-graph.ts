import type { PythonContext } from '../python-context.ts';
import type { PyFunction, PyNode, PyOf } from '../tree.ts';
import { implicitMethod } from './implicit-methods.ts';

export type Callable = PyFunction | PyOf<'Lambda'>;

/** Which of the code's own functions an expression runs. */
export interface CallGraph {
  /** The function that evaluating this very node calls, its parts not counted. */
  targetOf(node: PyNode): Callable | undefined;
  /** The function a node stands in. */
  homeOf(node: PyNode): Callable | undefined;
  /** Calls by the function they stand in. */
  readonly callsIn: ReadonlyMap<Callable, readonly { readonly node: PyNode; readonly target: Callable }[]>;
}

const graphs = new WeakMap<PythonContext, CallGraph>();

export function callGraphOf(context: PythonContext): CallGraph {
  const known = graphs.get(context);
  if (known) return known;
  const graph = build(context);
  graphs.set(context, graph);
  return graph;
}

const callKinds = ['Call', 'Attribute', 'Subscript', 'Compare', 'BinOp', 'FormattedValue'] as const;

function build(context: PythonContext): CallGraph {
  const { tree } = context;
  const classes = classesOf(context);
  const generators = new Set(tree.nodesOf('Yield', 'YieldFrom').map((node) => homeOf(node)));
  function homeOf(node: PyNode): Callable | undefined {
    let at = tree.parentOf(node);
    while (at && !isCallable(at)) at = tree.parentOf(at);
    return at;
  }
  const targetOf = (node: PyNode) => {
    const target = findTarget(node, context, classes);
    // Calling a generator, or a coroutine that nobody awaits, runs nothing yet.
    if (!target || generators.has(target)) return undefined;
    return target.nodeType === 'AsyncFunctionDef' && tree.parentOf(node)?.nodeType !== 'Await' ? undefined : target;
  };
  const callsIn = new Map<Callable, { node: PyNode; target: Callable }[]>();
  for (const node of tree.nodesOf(...callKinds)) {
    const target = targetOf(node);
    const home = target && homeOf(node);
    if (!home) continue;
    const calls = callsIn.get(home) ?? [];
    calls.push({ node, target });
    callsIn.set(home, calls);
  }
  return { targetOf, homeOf, callsIn };
}

const isCallable = (node: PyNode): node is Callable =>
  node.nodeType === 'FunctionDef' || node.nodeType === 'AsyncFunctionDef' || node.nodeType === 'Lambda';

/** A class with its methods, and whose method a function is. */
export interface Classes {
  ownerOf(method: PyNode): PyOf<'ClassDef'> | undefined;
  methodOf(owner: PyOf<'ClassDef'>, name: string): PyFunction | undefined;
}

function classesOf({ tree }: PythonContext): Classes {
  const methods = new Map<PyNode, Map<string, PyFunction>>();
  for (const owner of tree.nodesOf('ClassDef')) {
    const own = owner.body.filter((node) => node.nodeType === 'FunctionDef' || node.nodeType === 'AsyncFunctionDef');
    methods.set(owner, new Map(own.map((node) => [node.name, node])));
  }
  return {
    ownerOf(method) {
      const parent = tree.parentOf(method);
      return parent?.nodeType === 'ClassDef' ? parent : undefined;
    },
    methodOf: (owner, name) => methods.get(owner)?.get(name),
  };
}

function findTarget(node: PyNode, context: PythonContext, classes: Classes): Callable | undefined {
  if (node.nodeType === 'Call' && node.func.nodeType === 'Name') return namedFunction(node.func, context, classes);
  if (node.nodeType === 'Call' && node.func.nodeType === 'Attribute') {
    const owner = ownerOfObject(node.func.value, context, classes);
    const method = owner && classes.methodOf(owner, node.func.attr);
    return method && !isProperty(method) ? method : undefined;
  }
  return implicitMethod(node, (object) => ownerOfObject(object, context, classes), classes);
}

function namedFunction(name: PyOf<'Name'>, { scopes }: PythonContext, classes: Classes): Callable | undefined {
  const bindings = scopes.bindingsOf(name) ?? [];
  const [binding] = bindings;
  if (!binding || bindings.length > 1) return undefined;
  if (binding.kind === 'function')
    return isPlain(binding.node as PyFunction) ? (binding.node as PyFunction) : undefined;
  if (binding.kind === 'class') return classes.methodOf(binding.node as PyOf<'ClassDef'>, '__init__');
  return binding.value?.nodeType === 'Lambda' ? binding.value : undefined;
}

const plainDecorators = new Set(['cache', 'lru_cache', 'staticmethod', 'classmethod', 'property', 'override', 'final']);

/** A decorator of unknown effect may put anything in the function's place. */
function isPlain({ decorator_list: decorators }: PyFunction): boolean {
  return decorators.every((decorator) => {
    const callee = decorator.nodeType === 'Call' ? decorator.func : decorator;
    if (callee.nodeType === 'Attribute') return plainDecorators.has(callee.attr);
    return callee.nodeType === 'Name' && plainDecorators.has(callee.id);
  });
}

export const isProperty = ({ decorator_list: decorators }: PyFunction) =>
  decorators.some((decorator) => decorator.nodeType === 'Name' && /property$/.test(decorator.id));

/** The class of `self`, of `cls`, or of the class's own name. */
function ownerOfObject(object: PyNode, { scopes }: PythonContext, classes: Classes): PyOf<'ClassDef'> | undefined {
  if (object.nodeType !== 'Name') return undefined;
  const bindings = scopes.bindingsOf(object) ?? [];
  const [binding] = bindings;
  if (!binding || bindings.length > 1) return undefined;
  if (binding.kind === 'class') return binding.node as PyOf<'ClassDef'>;
  const owner = scopes.ownerOf(object);
  if (binding.kind !== 'parameter' || owner?.kind !== 'function') return undefined;
  const method = owner.node;
  const isFirst =
    'args' in method && !Array.isArray(method.args) && (method.args as PyOf<'Arguments'>).args[0] === binding.node;
  const isStatic =
    'decorator_list' in method &&
    method.decorator_list.some((one) => one.nodeType === 'Name' && one.id === 'staticmethod');
  return isFirst && !isStatic ? classes.ownerOf(method) : undefined;
}
