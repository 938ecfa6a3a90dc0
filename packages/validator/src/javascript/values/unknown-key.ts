import { unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { isNumeric } from './numeric.ts';

/** `object[key]` where the key may be any text. */
export function isUnknownMember(node: ScriptNode, context: ScriptContext): node is NodeOf<'MemberExpression'> {
  return node.type === 'MemberExpression' && node.computed && isUnknownKey(node.property, context);
}

export function isUnknownKey(key: ScriptNode, context: ScriptContext): boolean {
  return context.fold(key) === undefined && !isNumeric(key, context) && !isSymbol(key, context);
}

/** `Symbol.iterator`, or a constant that holds `Symbol('…')`. */
function isSymbol(key: ScriptNode, { pathsOf, scopes }: ScriptContext): boolean {
  const paths = pathsOf(key);
  return (
    paths.length > 0 &&
    paths.every(({ root, keys }) => {
      const node = root.type === 'CallExpression' && keys.length === 0 ? unwrap(root.callee) : root;
      const base = node.type === 'MemberExpression' ? node.object : node;
      return base.type === 'Identifier' && base.name === 'Symbol' && scopes.isFree(base);
    })
  );
}
