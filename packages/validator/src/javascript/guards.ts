import { assignmentsTo } from './assignments.ts';
import { nameOf, outermost, unwrap } from './expressions.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';
import { methodsOf } from './values/value-kinds.ts';

export const comparisons: ReadonlySet<string> = new Set(['===', '!==', '==', '!=']);

/** Methods of texts and lists that only ask about their argument. */
const asking = new Set('includes startsWith endsWith indexOf lastIndexOf has test localeCompare'.split(' '));
/** Methods of a deny-list that ask, or that give its members to a callback which is judged where it uses them. */
const askedOf = new Set('includes indexOf has some every join find'.split(' '));
const errors = /^(?:\w*Error|\w*Exception)$/;

/** Whether a text only serves to compare with or to tell: in `key === '__proto__'`, a `case`, a deny-list, an error message. */
export function isGuard(node: ScriptNode, context: ScriptContext): boolean {
  return usesOf(node, context).every((use) => isComparison(use, context));
}

/** Where a value goes: the place it is written at, or all the places that read the constant it is kept in. */
function usesOf(value: ScriptNode, context: ScriptContext): ScriptNode[] {
  const { tree, scopes } = context;
  const node = outermost(value, tree);
  const parent = tree.parentOf(node);
  if (parent?.type === 'PropertyDefinition' && parent.value === node) return usesOfField(parent, context) ?? [node];
  if (parent?.type !== 'VariableDeclarator' || parent.init !== node || parent.id.type !== 'Identifier') return [node];
  const variable = scopes.declaredBy(parent);
  if (variable?.defs.length !== 1) return [node];
  const isConstant = assignmentsTo(variable).every((use) => use.init);
  if (!isConstant) return [node];
  return variable.references
    .filter((use) => use.isRead() && use.isValueReference)
    .map(({ identifier }) => outermost(identifier, tree));
}

/** `static #denied = …`: a private field is only read in its class. */
function usesOfField(field: NodeOf<'PropertyDefinition'>, { tree }: ScriptContext): ScriptNode[] | undefined {
  const { key } = field;
  if (key.type !== 'PrivateIdentifier') return undefined;
  return tree
    .nodesOf('MemberExpression')
    .filter(({ property }) => property.type === 'PrivateIdentifier' && property.name === key.name)
    .map((member) => outermost(member, tree));
}

function isComparison(node: ScriptNode, context: ScriptContext): boolean {
  const parent = context.tree.parentOf(node);
  switch (parent?.type) {
    case 'BinaryExpression':
      return comparisons.has(parent.operator) || (parent.operator === 'in' && parent.left === node);
    case 'SwitchCase':
      return parent.test === node;
    case 'NewExpression':
      return parent.callee.type === 'Identifier' && errors.test(parent.callee.name);
    case 'CallExpression':
      return parent.callee !== node && isAsking(parent, context);
    case 'ArrayExpression':
    case 'SpreadElement':
      return isDenyList(parent, context);
    case 'Property':
      return isMapKey(parent, node, context);
    default:
      return false;
  }
}

/** `text.includes('__proto__')`, `Object.hasOwn(value, …)`, `Object.is(key, …)`. */
function isAsking(call: NodeOf<'CallExpression'>, context: ScriptContext): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return false;
  if (methodsOf(['Object'], callee, context).some((name) => name === 'hasOwn' || name === 'is')) return true;
  return asking.has(nameOf(callee) ?? '') && callee.object.type !== 'Super';
}

/** A list, set or frozen list that is only asked, and lists and sets made of it. */
function isDenyList(list: ScriptNode, context: ScriptContext): boolean {
  return usesOf(list, context).every((use) => isAsked(use, context));
}

function isAsked(list: ScriptNode, context: ScriptContext): boolean {
  const { tree, scopes } = context;
  const parent = tree.parentOf(list);
  switch (parent?.type) {
    case 'NewExpression':
      return (
        parent.callee.type === 'Identifier' &&
        ['Set', 'Map'].includes(parent.callee.name) &&
        scopes.isFree(parent.callee)
      );
    case 'CallExpression':
      return (
        parent.callee !== list &&
        methodsOf(['Object'], parent.callee, context).includes('freeze') &&
        isDenyList(parent, context)
      );
    case 'SpreadElement':
    case 'ArrayExpression':
      return isDenyList(parent.type === 'SpreadElement' ? (tree.parentOf(parent) ?? parent) : parent, context);
    case 'ForOfStatement':
      return parent.right === list && loopOnlyCompares(parent, context);
    case 'MemberExpression':
      return parent.object === list && askedOf.has(nameOf(parent) ?? '') && isCallee(parent, tree);
    case 'ExportSpecifier':
    case 'ExportNamedDeclaration':
      return true;
    default:
      return false;
  }
}

function isCallee(member: ScriptNode, tree: ScriptContext['tree']): boolean {
  const whole = outermost(member, tree);
  const call = tree.parentOf(whole);
  return call?.type === 'CallExpression' && call.callee === whole;
}

/** `for (const refused of DENIED) if (key === refused) …`. */
function loopOnlyCompares({ left }: NodeOf<'ForOfStatement'>, { scopes, tree }: ScriptContext): boolean {
  const [declarator] = left.type === 'VariableDeclaration' ? left.declarations : [];
  const variable = declarator && scopes.declaredBy(declarator);
  return (variable?.references ?? [])
    .filter((use) => use.isRead())
    .every(({ identifier }) => {
      const parent = tree.parentOf(outermost(identifier, tree));
      return parent?.type === 'BinaryExpression' && comparisons.has(parent.operator);
    });
}

/** `{ reason: '__proto__' }`, returned: nothing here reads it as a key. */
function isMapKey(property: NodeOf<'Property'>, node: ScriptNode, { tree }: ScriptContext): boolean {
  const literal = tree.parentOf(property);
  return (
    property.value === node &&
    literal?.type === 'ObjectExpression' &&
    tree.parentOf(literal)?.type === 'ReturnStatement'
  );
}
