import type { Finding } from '../../analysis/rule.ts';
import type { ScriptContext } from '../script-context.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';
import { methodsOf } from '../values/value-kinds.ts';

const listing = ['keys', 'values', 'entries', 'stringify'];

/** `const table = {}` becomes `Object.create(null)`, where nothing asks the object for what it would inherit. */
export function bareObject(literal: NodeOf<'ObjectExpression'>, context: ScriptContext): Pick<Finding, 'fix'> {
  const { tree, scopes, globals } = context;
  const declaration = tree.parentOf(literal);
  const isDeclared = declaration?.type === 'VariableDeclarator' && declaration.init === literal;
  const variable = isDeclared && declaration.id.type === 'Identifier' ? scopes.namedBy(declaration.id) : undefined;
  const hasObject = globals.has('Object') && scopes.topLevel('Object') === undefined;
  if (!variable || !hasObject || literal.properties.length > 0) return {};
  const uses = variable.references.filter(({ init }) => !init).map(({ identifier }) => identifier as ScriptNode);
  if (!uses.every((use) => isPlainUse(use, context))) return {};
  const edits = [{ span: spanOf(literal), text: 'Object.create(null)' }];
  return { fix: { description: 'Make the outer object without a prototype.', edits } };
}

/** Read or written by key, listed, or returned. */
function isPlainUse(use: ScriptNode, context: ScriptContext): boolean {
  const parent = context.tree.parentOf(use);
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === use && parent.computed;
    case 'ReturnStatement':
      return true;
    case 'ForInStatement':
      return parent.right === use;
    case 'CallExpression':
      return methodsOf(['Object', 'JSON'], parent.callee, context).some((name) => listing.includes(name ?? ''));
    default:
      return false;
  }
}
