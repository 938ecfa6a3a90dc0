import type { PythonContext } from '../python-context.ts';
import { childrenOf, type PyExpression, type PyNode, type PyOf } from '../tree.ts';
import { type Callable, callGraphOf } from './call-graph.ts';

/** Methods of texts, numbers and collections that leave their object as it was. */
const readingMethods: ReadonlySet<string> = new Set(
  (
    'capitalize casefold center count decode encode endswith expandtabs find format format_map get hex index isalnum isalpha ' +
    'isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper items join keys ljust lower ' +
    'lstrip maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split ' +
    'splitlines startswith strip swapcase title translate upper values zfill bit_length bit_count as_integer_ratio ' +
    'is_integer to_bytes copy difference intersection isdisjoint issubset issuperset symmetric_difference union ' +
    'match fullmatch search findall sub subn group groups groupdict year month day isoformat strftime total_seconds'
  ).split(' '),
);

const unrepeatablePaths =
  /^(?:random|datetime|uuid|time|secrets|heapq)\.|^bisect\.insort|^builtins\.(?:next|iter|setattr|delattr)$/;

/**
 * Whether nothing in a function changes what it would find when it is called again with the same arguments: a parser
 * that takes the next token calls itself with the arguments it was given, and still comes to an end.
 */
export function isRepeatable(home: Callable, context: PythonContext): boolean {
  if (context.tree.nodesOf('Global', 'Nonlocal').length > 0) return false;
  const known = new Set([home]);
  const pending = [home];
  for (let own = pending.pop(); own; own = pending.pop()) {
    const calls = knownCalls(own, context);
    if (!calls) return false;
    for (const called of calls) if (!known.has(called)) pending.push(called);
    for (const called of calls) known.add(called);
  }
  return true;
}

type Calls = { readonly calls: readonly Callable[] | undefined };
const callsOf = new WeakMap<Callable, Calls>();

function knownCalls(own: Callable, context: PythonContext): readonly Callable[] | undefined {
  const known = callsOf.get(own) ?? { calls: callsIfRepeatable(own, context) };
  callsOf.set(own, known);
  return known.calls;
}

/** The functions of the code that it calls; absent when its own statements already change something. */
function callsIfRepeatable(own: Callable, context: PythonContext): readonly Callable[] | undefined {
  const parameters = new Map(
    [...own.args.posonlyargs, ...own.args.args, ...own.args.kwonlyargs].map((parameter) => [parameter.arg, parameter]),
  );
  const calls: Callable[] = [];
  for (const node of nodesIn(own)) {
    if (node.nodeType === 'Call') {
      const called = callGraphOf(context).targetOf(node);
      if (called) calls.push(...(isMaking(called) ? [] : [called]));
      else if (!isRepeatableCall(node, context)) return undefined;
    } else if (changesSomething(node, parameters)) return undefined;
  }
  return calls;
}

/** What a new object sets on itself is seen by nobody else. */
const isMaking = (called: Callable) => called.nodeType !== 'Lambda' && called.name === '__init__';

function changesSomething(node: PyNode, parameters: ReadonlyMap<string, PyOf<'Arg'>>): boolean {
  switch (node.nodeType) {
    case 'Name':
      return node.ctx.nodeType !== 'Load' && parameters.has(node.id);
    case 'Subscript':
    case 'Attribute':
      return node.ctx.nodeType !== 'Load';
    case 'For':
    case 'Comprehension':
      return mayBeIterator(node.iter, parameters);
    default:
      return false;
  }
}

/** A parameter that may be an iterator: a loop over it goes on where the last one stopped. */
function mayBeIterator(node: PyExpression, parameters: ReadonlyMap<string, PyOf<'Arg'>>): boolean {
  const parameter = node.nodeType === 'Name' ? parameters.get(node.id) : undefined;
  if (!parameter) return false;
  const { annotation } = parameter;
  const outer = annotation?.nodeType === 'Subscript' ? annotation.value : annotation;
  return outer?.nodeType !== 'Name' || /^(?:Iter|Generator)/.test(outer.id);
}

function isRepeatableCall({ func }: PyOf<'Call'>, { paths }: PythonContext): boolean {
  const path = paths.originOf(func);
  if (path !== undefined && !unrepeatablePaths.test(path)) return true;
  return path === undefined && func.nodeType === 'Attribute' && readingMethods.has(func.attr);
}

/** Everything that stands in a function, the functions inside it too. */
export function nodesIn(home: Callable): PyNode[] {
  const found: PyNode[] = [];
  const pending: PyNode[] = home.nodeType === 'Lambda' ? [home.body] : [...home.body];
  for (let node = pending.pop(); node; node = pending.pop()) {
    found.push(node);
    pending.push(...childrenOf(node));
  }
  return found;
}
