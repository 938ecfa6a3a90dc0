import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { isUnknownKey, isUnknownMember } from '../values/unknown-key.ts';
import { methodsOf } from '../values/value-kinds.ts';
import { descentOf, startOf, variablesBehind } from './descents.ts';
import { isNeverPrototypeName } from './never-prototype-name.ts';
import { isGuardedStep } from './write-guards.ts';

/** `table[key][other] = value`: a write into what an unchecked key gave of a plain object. */
export interface TwoKeyWrite {
  readonly node: ScriptNode;
  /** `table[key]`. */
  readonly step: NodeOf<'MemberExpression'>;
  /** The literal that `table` is, which has the prototype that all objects share. */
  readonly literal: NodeOf<'ObjectExpression'>;
}

export function* twoKeyWrites(context: ScriptContext): Generator<TwoKeyWrite> {
  for (const { node, object } of targets(context)) {
    if (variablesBehind(object, context).some((variable) => descentOf(variable, context))) continue;
    for (const step of stepsBehind(object, context)) {
      const literal = isNeverPrototypeName(step.property, context) ? undefined : plainLiteral(step.object, context);
      if (!literal || isGuardedStep({ node, object: unwrap(step.object), key: step.property }, context)) continue;
      yield { node, step, literal };
      break;
    }
  }
}

/** What is written with a key that is not known, and the places that do. */
function* targets(context: ScriptContext): Generator<{ readonly node: ScriptNode; readonly object: ScriptNode }> {
  for (const { left } of context.tree.nodesOf('AssignmentExpression')) {
    const target = unwrap(left);
    if (isUnknownMember(target, context)) yield { node: target, object: unwrap(target.object) };
  }
  for (const { argument } of context.tree.nodesOf('UpdateExpression')) {
    const target = unwrap(argument);
    if (isUnknownMember(target, context)) yield { node: target, object: unwrap(target.object) };
  }
  for (const call of context.tree.nodesOf('CallExpression')) {
    const [object, ...sources] = call.arguments;
    const names = object ? methodsOf(['Object', 'Reflect'], call.callee, context) : [];
    const [key] = sources;
    const isWriting =
      (names.includes('assign') && sources.some((source) => !hasFixedKeys(source))) ||
      (names.some((name) => name === 'set' || name === 'defineProperty') && key && isUnknownKey(key, context));
    if (object && isWriting) yield { node: call, object: unwrap(object) };
  }
}

/** `{ count: 1 }` brings no key from the input. */
const hasFixedKeys = (source: ScriptNode) => {
  const node = unwrap(source);
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every((property) => property.type === 'Property' && !property.computed)
  );
};

/** Every `object[key]` that an expression may be, by way of defaults, conditions and constants. */
function stepsBehind(expression: ScriptNode, context: ScriptContext): NodeOf<'MemberExpression'>[] {
  const found: NodeOf<'MemberExpression'>[] = [];
  const pending = [expression];
  const seen = new Set<ScriptNode>();
  for (let next = pending.pop(); next && seen.size < 20; next = pending.pop()) {
    const node = unwrap(next);
    if (seen.has(node)) continue;
    seen.add(node);
    if (isUnknownMember(node, context)) found.push(node);
    pending.push(...mayBe(node, context));
  }
  return found;
}

function mayBe(node: ScriptNode, context: ScriptContext): ScriptNode[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return node.operator === '=' ? [node.right] : [node.left];
    case 'LogicalExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'Identifier':
      return (context.scopes.variableOf(node)?.references ?? [])
        .slice(0, 20)
        .flatMap(({ writeExpr }) => (writeExpr ? [writeExpr as ScriptNode] : []));
    default:
      return [];
  }
}

/** The `{…}` that an expression is, unless it says `__proto__: null` or the like. */
function plainLiteral(node: ScriptNode, context: ScriptContext): NodeOf<'ObjectExpression'> | undefined {
  const starts = variablesBehind(node, context).flatMap((variable) => startOf(variable, context) ?? []);
  for (const value of [node, ...starts])
    for (const { root, keys } of context.pathsOf(value))
      if (root.type === 'ObjectExpression' && keys.length === 0 && !namesPrototype(root)) return root;
  return undefined;
}

function namesPrototype(literal: NodeOf<'ObjectExpression'>): boolean {
  const known = naming.get(literal) ?? literal.properties.some((property) => nameOf(property) === '__proto__');
  naming.set(literal, known);
  return known;
}

const naming = new WeakMap<NodeOf<'ObjectExpression'>, boolean>();
