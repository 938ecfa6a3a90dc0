import { nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { isUnknownKey, isUnknownMember } from '../values/unknown-key.ts';
import { methodsOf } from '../values/value-kinds.ts';

/** `object[key] = value` with a key that is only known at run time, or the same by Object.defineProperty or Reflect.set. */
export interface DynamicWrite {
  readonly node: ScriptNode;
  readonly object: ScriptNode;
  readonly key: ScriptNode;
  /** A new and empty value: building a tree of them carries nothing in. */
  readonly isFresh: boolean;
  readonly isReflective?: true;
}

const assigning = new Set(['=', '??=', '||=', '&&=']);

export function* dynamicWrites(context: ScriptContext): Generator<DynamicWrite> {
  const { tree } = context;
  for (const { left, right, operator } of tree.nodesOf('AssignmentExpression')) {
    const target = unwrap(left);
    if (assigning.has(operator) && isUnknownMember(target, context))
      yield { node: target, object: unwrap(target.object), key: target.property, isFresh: isFresh(right) };
  }
  for (const call of tree.nodesOf('CallExpression')) {
    const [object, key] = call.arguments;
    const isWriter = methodsOf(['Object', 'Reflect'], call.callee, context).some((name) =>
      ['defineProperty', 'set'].includes(name ?? ''),
    );
    if (isWriter && object && key && isUnknownKey(key, context))
      yield { node: call, object: unwrap(object), key, isFresh: false, isReflective: true };
  }
}

/** `{}`, `[]`, `new Node()` and chains of assignments that end in one. */
function isFresh(value: ScriptNode): boolean {
  let node = unwrap(value);
  while (node.type === 'AssignmentExpression' || node.type === 'LogicalExpression') node = unwrap(node.right);
  if (node.type === 'ObjectExpression') return node.properties.length === 0;
  if (node.type === 'ArrayExpression') return node.elements.length === 0;
  return node.type === 'NewExpression' || (node.type === 'CallExpression' && nameOf(unwrap(node.callee)) === 'create');
}
