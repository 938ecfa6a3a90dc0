import { zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PythonContext } from '../python-context.ts';
import type { PyNode, PyOf, PythonTree } from '../tree.ts';
import { libraryValue } from './attributes.ts';
import { changingMethods } from './changing-methods.ts';
import type { Environment } from './environment.ts';
import type { Machine } from './machine.ts';
import { sequenceOf, unknown, type Value } from './value.ts';

/** What functions may do to names that are not their own, so that no bound on those holds. */
export interface NameFacts {
  /** Declared `global` or `nonlocal` somewhere. */
  readonly shared: ReadonlySet<string>;
  /** Collections that some function changes. */
  readonly changed: ReadonlySet<string>;
  /** By attribute: the functions that assign it, of whatever object. */
  readonly setters: ReadonlyMap<string, ReadonlySet<PyNode | undefined>>;
}

export function nameFactsOf({ tree }: PythonContext): NameFacts {
  const shared = new Set(tree.nodesOf('Global', 'Nonlocal').flatMap(({ names }) => names));
  const changed = new Set<string>();
  for (const node of tree.nodesOf('Subscript'))
    if (node.ctx.nodeType !== 'Load' && node.value.nodeType === 'Name') changed.add(node.value.id);
  for (const node of tree.nodesOf('Attribute'))
    if (node.value.nodeType === 'Name' && changingMethods.has(node.attr)) changed.add(node.value.id);
  return { shared, changed, setters: settersOf(tree) };
}

function settersOf(tree: PythonTree): Map<string, Set<PyNode | undefined>> {
  const setters = new Map<string, Set<PyNode | undefined>>();
  for (const node of tree.nodesOf('Attribute')) {
    if (node.ctx.nodeType === 'Load') continue;
    const homes = setters.get(node.attr) ?? new Set();
    setters.set(node.attr, homes.add(functionOf(node, tree)));
  }
  return setters;
}

/** What a name holds. Names of outer scopes are only as certain as the functions that use them allow. */
export function lookUp(node: PyOf<'Name'>, env: Environment, { context, facts }: Machine): Value {
  if (facts.shared.has(node.id)) return unknown;
  const own = env.own(node.id);
  if (own) return own;
  const outer = env.parent?.get(node.id);
  if (outer) return outer.kind === 'sequence' && facts.changed.has(node.id) ? uncertain(outer) : outer;
  const path = context.paths.originOf(node);
  return path === undefined ? unknown : libraryValue(path);
}

const uncertain = (value: Extract<Value, { kind: 'sequence' }>) => sequenceOf(value.type, zeroOrMore);

/** The function or module that a node belongs to. */
export function functionOf(node: PyNode, tree: PythonTree): PyNode | undefined {
  let at = tree.parentOf(node);
  while (at && at.nodeType !== 'FunctionDef' && at.nodeType !== 'AsyncFunctionDef' && at.nodeType !== 'Lambda')
    at = tree.parentOf(at);
  return at;
}

/** Functions that yield: calling them runs nothing yet. */
export const generatorsOf = ({ tree }: PythonContext): ReadonlySet<PyNode | undefined> =>
  new Set(tree.nodesOf('Yield', 'YieldFrom').map((node) => functionOf(node, tree)));
