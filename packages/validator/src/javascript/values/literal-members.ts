import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import type { PathsOf } from './value-paths.ts';

type Facts = Pick<ScriptContext, 'fold' | 'scopes'> & { readonly follow: PathsOf };

/** Of a longer list only the first ones are looked at when the index is not known. */
const maximumElements = 64;

/** The one key of a member or property, written out or computed from constants. */
export function keyOf(
  node: NodeOf<'MemberExpression' | 'Property'>,
  { fold }: Pick<Facts, 'fold'>,
): string | undefined {
  if (!node.computed) return nameOf(node);
  const key = node.type === 'Property' ? node.key : node.property;
  const [only, ...others] = fold(key) ?? [];
  return others.length === 0 ? only : undefined;
}

/** The expressions that a literal holds under a key, under an unknown one its first ones; absent when it holds none. */
export function memberOf(root: ScriptNode, key: string | undefined, facts: Facts): ScriptNode[] | undefined {
  if (root.type === 'ArrayExpression') return inArray(root, key);
  if (root.type !== 'ObjectExpression') return undefined;
  const { byKey, others, spreads } = indexOf(root, facts);
  const named = key === undefined ? [...byKey.values()].slice(0, maximumElements).flat() : (byKey.get(key) ?? []);
  return [...named, ...others, ...spreads.flatMap((spread) => inSpread(spread, key, facts))];
}

interface ObjectIndex {
  readonly byKey: ReadonlyMap<string, ScriptNode[]>;
  /** Values under keys that are not known. */
  readonly others: ScriptNode[];
  readonly spreads: ScriptNode[];
}

const indexed = new WeakMap<ScriptNode, ObjectIndex>();

function indexOf(root: NodeOf<'ObjectExpression'>, facts: Facts): ObjectIndex {
  const known = indexed.get(root);
  if (known) return known;
  const byKey = new Map<string, ScriptNode[]>();
  const others: ScriptNode[] = [];
  const spreads: ScriptNode[] = [];
  for (const property of root.properties) {
    if (property.type === 'SpreadElement') spreads.push(property.argument);
    else if (property.kind === 'init') {
      const name = keyOf(property, facts);
      const same = name === undefined ? others : byKey.get(name);
      if (same) same.push(property.value);
      else if (name !== undefined) byKey.set(name, [property.value]);
    }
  }
  const index = { byKey, others: others.slice(0, maximumElements), spreads: spreads.slice(0, 8) };
  indexed.set(root, index);
  return index;
}

function inArray({ elements }: NodeOf<'ArrayExpression'>, key: string | undefined): ScriptNode[] | undefined {
  if (key === undefined)
    return elements
      .slice(0, maximumElements)
      .flatMap((element) => (element && element.type !== 'SpreadElement' ? [element] : []));
  const index = /^\d+$/.test(key) ? elements[Number(key)] : undefined;
  return index ? [index] : undefined;
}

/** One spread deep: what is spread into that again is left out. */
function inSpread(argument: ScriptNode, key: string | undefined, facts: Facts): ScriptNode[] {
  return facts.follow(argument).flatMap(({ root, keys }) => {
    if (keys.length > 0 || root.type !== 'ObjectExpression') return [];
    const { byKey } = indexOf(root, facts);
    return key === undefined ? [...byKey.values()].slice(0, maximumElements).flat() : (byKey.get(key) ?? []);
  });
}

/** What a loop over an expression gives; `key` takes one element of each pair. */
export function elementsOf(node: ScriptNode, facts: Facts, key?: string): ScriptNode[] {
  const elements = facts.follow(node).flatMap(({ root, keys }) => (keys.length === 0 ? listed(root, facts) : []));
  if (key === undefined) return elements;
  return elements.flatMap((element) => (element.type === 'ArrayExpression' ? (inArray(element, key) ?? []) : []));
}

/** Arrays, sets and maps of literals, and `Object.values` of one. */
function listed(node: ScriptNode, facts: Facts): ScriptNode[] {
  if (node.type === 'ArrayExpression') return inArray(node, undefined) ?? [];
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return [];
  const [first] = node.arguments;
  const callee = unwrap(node.callee);
  if (!first) return [];
  const isCollection = callee.type === 'Identifier' && ['Set', 'Map'].includes(callee.name);
  if (isCollection && facts.scopes.isFree(callee))
    return unwrap(first).type === 'ArrayExpression' ? listed(unwrap(first), facts) : [];
  const isValues =
    callee.type === 'MemberExpression' && nameOf(callee) === 'values' && facts.scopes.isFree(callee.object as never);
  return isValues
    ? facts
        .follow(first)
        .flatMap(({ root, keys }) => (keys.length === 0 ? (memberOf(root, undefined, facts) ?? []) : []))
    : [];
}
