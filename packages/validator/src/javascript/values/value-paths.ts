import type { Variable } from '@typescript-eslint/scope-manager';
import { isFunction, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import type { CallIndex } from './call-index.ts';
import { elementsOf, keyOf, memberOf } from './literal-members.ts';
import { type Source, sourcesOf } from './variable-sources.ts';

/** One place that a value may come from: an expression that is no alias of another, and the keys read from it since. */
export interface ValuePath {
  readonly root: ScriptNode;
  /** Absent keys are unknown ones. */
  readonly keys: readonly (string | undefined)[];
}

/** What an expression may be, as far as names, destructuring, tables, defaults and calls of own functions tell. */
export type PathsOf = (node: ScriptNode) => readonly ValuePath[];

/** A value that has more origins than this counts as its first ones: rules ask what it may be, not what it is not. */
const maximumPaths = 16;
const maximumKeys = 6;
const maximumDepth = 24;

type Facts = Pick<ScriptContext, 'tree' | 'scopes' | 'fold'>;

export function createPaths({ calls, ...facts }: Facts & { readonly calls: CallIndex }): PathsOf {
  const known = new Map<ScriptNode, readonly ValuePath[]>();
  const variables = new Map<Variable, readonly ValuePath[]>();
  const follow = (written: ScriptNode, depth: number): readonly ValuePath[] => {
    const node = unwrap(written);
    const found = known.get(node);
    if (found || depth > maximumDepth) return found ?? [];
    // Nothing while it is being worked out, so that names which need each other come to an end.
    known.set(node, []);
    const paths = pathsOf(node, { ...facts, calls, variables, follow: (next) => follow(next, depth + 1) });
    known.set(node, paths);
    return paths;
  };
  return (node) => follow(node, 0);
}

interface Walk extends Facts {
  readonly calls: CallIndex;
  /** What is known of variables already: all their uses share it. */
  readonly variables: Map<Variable, readonly ValuePath[]>;
  readonly follow: PathsOf;
}

function pathsOf(node: ScriptNode, walk: Walk): readonly ValuePath[] {
  const itself = [{ root: node, keys: [] }];
  switch (node.type) {
    case 'Identifier': {
      const variable = walk.scopes.variableOf(node);
      return variable ? ofVariable(variable, walk) : itself;
    }
    case 'MemberExpression':
      return some(walk.follow(node.object), (path) => step(path, keyOf(node, walk), walk));
    case 'ConditionalExpression':
      return some([node.consequent, node.alternate], walk.follow);
    case 'LogicalExpression':
      return some([node.left, node.right], walk.follow);
    case 'SequenceExpression':
      return some(node.expressions.slice(-1), walk.follow);
    case 'AssignmentExpression':
      return some(node.operator === '=' ? [node.right] : [node.right, node.left], walk.follow);
    case 'AwaitExpression':
      return walk.follow(node.argument);
    case 'CallExpression':
      return ofCall(node, walk) ?? itself;
    default:
      return itself;
  }
}

/** The first paths of some values, and no more than are kept. */
function some<Value>(
  values: readonly Value[],
  pathsOfOne: (value: Value) => readonly ValuePath[],
): readonly ValuePath[] {
  const paths: ValuePath[] = [];
  for (const value of values) {
    paths.push(...pathsOfOne(value));
    if (paths.length >= maximumPaths) return paths.slice(0, maximumPaths);
  }
  return paths;
}

function ofVariable(variable: Variable, walk: Walk): readonly ValuePath[] {
  const found = walk.variables.get(variable);
  if (found) return found;
  walk.variables.set(variable, []);
  const paths = some(sourcesOf(variable, walk), (source) => fromSource(source, walk));
  walk.variables.set(variable, paths);
  return paths;
}

function fromSource({ node, keys, isElement }: Source, walk: Walk): readonly ValuePath[] {
  const start = isElement ? some(elementsOf(node, walk), walk.follow) : walk.follow(node);
  return keys.reduce((paths, key) => some(paths, (path) => step(path, key, walk)), start);
}

/** The value of a key: what a literal holds there, or one key more. */
function step({ root, keys }: ValuePath, key: string | undefined, walk: Walk): readonly ValuePath[] {
  const held = keys.length === 0 ? memberOf(root, key, walk) : undefined;
  if (held && held.length > 0) return some(held, walk.follow);
  return keys.length < maximumKeys ? [{ root, keys: [...keys, key] }] : [];
}

const passingOn = new Set(['freeze', 'seal', 'assign', 'preventExtensions']);
const taking = new Set(['at', 'pop', 'shift', 'find', 'findLast', 'get']);

/** What own functions return, `Object.freeze(x)`, `f.bind(x)`, and what is taken out of a literal. */
function ofCall(node: NodeOf<'CallExpression'>, walk: Walk): readonly ValuePath[] | undefined {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  if (callee.type === 'MemberExpression') {
    const name = keyOf(callee, walk) ?? '';
    if (passingOn.has(name) && isObject(callee.object, walk) && first) return walk.follow(first);
    if (name === 'bind') return walk.follow(callee.object);
    if (taking.has(name)) {
      const held = elementsOf(callee.object, walk, name === 'get' ? '1' : undefined);
      if (held.length > 0) return some(held, walk.follow);
    }
  }
  const results = walk
    .follow(callee)
    .flatMap(({ root, keys }) => (keys.length === 0 ? walk.calls.returnsOf(root) : []));
  const isOwn = results.length > 0 || isFunction(callee);
  return isOwn ? some(results, walk.follow) : undefined;
}

const isObject = (node: ScriptNode, { scopes }: Walk) =>
  node.type === 'Identifier' && node.name === 'Object' && scopes.isFree(node);
