import { isFunction, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { type CallIndex, indexCalls } from './call-index.ts';
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
const maximumPaths = 24;
const maximumKeys = 6;
const maximumDepth = 24;

type Facts = Pick<ScriptContext, 'tree' | 'scopes' | 'fold'>;

export function createPaths(facts: Facts): PathsOf {
  const known = new Map<ScriptNode, readonly ValuePath[]>();
  const calls = indexCalls(facts.tree);
  const follow = (written: ScriptNode, depth: number): readonly ValuePath[] => {
    const node = unwrap(written);
    const found = known.get(node);
    if (found || depth > maximumDepth) return found ?? [];
    // Nothing while it is being worked out, so that names which need each other come to an end.
    known.set(node, []);
    const paths = pathsOf(node, { ...facts, calls, follow: (next) => follow(next, depth + 1) });
    known.set(node, paths.slice(0, maximumPaths));
    return paths.slice(0, maximumPaths);
  };
  return (node) => follow(node, 0);
}

interface Walk extends Facts {
  readonly calls: CallIndex;
  readonly follow: PathsOf;
}

function pathsOf(node: ScriptNode, walk: Walk): readonly ValuePath[] {
  const itself = [{ root: node, keys: [] }];
  switch (node.type) {
    case 'Identifier': {
      const variable = walk.scopes.variableOf(node);
      if (!variable) return itself;
      return sourcesOf(variable, walk).flatMap((source) => fromSource(source, walk));
    }
    case 'MemberExpression':
      return walk.follow(node.object).flatMap((path) => step(path, keyOf(node, walk), walk));
    case 'ConditionalExpression':
      return [...walk.follow(node.consequent), ...walk.follow(node.alternate)];
    case 'LogicalExpression':
      return [...walk.follow(node.left), ...walk.follow(node.right)];
    case 'SequenceExpression':
      return node.expressions.slice(-1).flatMap(walk.follow);
    case 'AssignmentExpression':
      return [...walk.follow(node.right), ...(node.operator === '=' ? [] : walk.follow(node.left))];
    case 'AwaitExpression':
      return [...walk.follow(node.argument)];
    case 'CallExpression':
      return ofCall(node, walk) ?? itself;
    default:
      return itself;
  }
}

function fromSource({ node, keys, isElement }: Source, walk: Walk): ValuePath[] {
  const start = isElement ? elementsOf(node, walk).flatMap(walk.follow) : walk.follow(node);
  return keys.reduce<ValuePath[]>((paths, key) => paths.flatMap((path) => step(path, key, walk)), [...start]);
}

/** The value of a key: what a literal holds there, or one key more. */
function step({ root, keys }: ValuePath, key: string | undefined, walk: Walk): ValuePath[] {
  const held = keys.length === 0 ? memberOf(root, key, walk) : undefined;
  if (held && held.length > 0) return held.flatMap(walk.follow);
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
      if (held.length > 0) return held.flatMap(walk.follow);
    }
  }
  const results = walk
    .follow(callee)
    .flatMap(({ root, keys }) => (keys.length === 0 ? walk.calls.returnsOf(root) : []));
  const isOwn = results.length > 0 || isFunction(callee);
  return isOwn ? results.flatMap(walk.follow) : undefined;
}

const isObject = (node: ScriptNode, { scopes }: Walk) =>
  node.type === 'Identifier' && node.name === 'Object' && scopes.isFree(node);
