import { isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import type { ValuePath } from './value-paths.ts';

const constructors = /^(?:[A-Z]\w*)$/;
const namespaces = new Set(['Math', 'JSON', 'Intl', 'Reflect', 'Infinity', 'NaN']);
const functions =
  /^(?:parseInt|parseFloat|isNaN|isFinite|(?:en|de)codeURI(?:Component)?|structuredClone|atob|btoa|setTimeout)$/;

/** A function or class of the code or of ECMAScript: from it one key leads to the constructor of functions. */
export function mayBeFunction(node: ScriptNode, context: ScriptContext): boolean {
  return context.pathsOf(node).some((path) => isFunctionPath(path, context));
}

function isFunctionPath({ root, keys }: ValuePath, { scopes }: ScriptContext): boolean {
  if (isFunction(root) || root.type === 'ClassDeclaration' || root.type === 'ClassExpression') return keys.length === 0;
  if (root.type === 'Identifier' && scopes.isFree(root)) return isBuiltInFunction(root.name, keys);
  const isPlainLiteral = root.type === 'ArrayExpression' || root.type === 'TemplateLiteral' || isTextLiteral(root);
  return isPlainLiteral && keys.length === 1 && isMethodName(keys[0]);
}

function isBuiltInFunction(name: string, keys: ValuePath['keys']): boolean {
  const isCallable = (constructors.test(name) && !namespaces.has(name)) || functions.test(name);
  if (keys.length === 0) return isCallable;
  if (name === 'Math' || name === 'JSON' || isCallable)
    return keys.length === 1 && /^[a-z]/.test(keys[0] ?? '') && keys[0] !== 'prototype';
  return false;
}

const isMethodName = (key: string | undefined) => key !== undefined && /^[a-zA-Z]+$/.test(key) && key !== 'length';

const isTextLiteral = (node: ScriptNode) => node.type === 'Literal' && typeof node.value === 'string';

/** A prototype: of a built-in, or whatever `getPrototypeOf` gave. */
export function mayBePrototype(node: ScriptNode, context: ScriptContext): boolean {
  return context.pathsOf(node).some(({ root, keys }) => {
    if (keys.at(-1) === 'prototype' && isBuiltIn(root, context)) return true;
    return keys.length === 0 && root.type === 'CallExpression' && isGetPrototypeOf(root, context);
  });
}

function isGetPrototypeOf({ callee }: NodeOf<'CallExpression'>, context: ScriptContext): boolean {
  return context
    .pathsOf(callee)
    .some(({ root, keys }) => keys.length === 1 && keys[0] === 'getPrototypeOf' && isBuiltIn(root, context));
}

/** A free name that the policy allows: shared by everything that runs later. */
export function isBuiltIn(root: ScriptNode, { scopes, globals }: ScriptContext): root is NodeOf<'Identifier'> {
  return root.type === 'Identifier' && root.name !== 'arguments' && scopes.isFree(root) && globals.has(root.name);
}

/** Text or a number written out: one key leads from it to a constructor, two to the constructor of functions. */
export function isPrimitiveLiteral(node: ScriptNode): boolean {
  const { type } = unwrap(node);
  return type === 'Literal' || type === 'TemplateLiteral';
}

/** `Object.name` or `Reflect.name`, by whatever alias; absent for anything else. */
export function methodsOf(
  owners: readonly string[],
  callee: ScriptNode,
  context: ScriptContext,
): (string | undefined)[] {
  return context.pathsOf(callee).flatMap(({ root, keys }) => {
    const isMeant = keys.length === 1 && isBuiltIn(root, context) && owners.includes(root.name);
    return isMeant ? [keys[0]] : [];
  });
}

/** A key that is a number for certain, such as a counter, a length or the outcome of arithmetic. */
export function isNumeric(node: ScriptNode, context: ScriptContext, depth = 0): boolean {
  const key = unwrap(node);
  if (depth > 8) return false;
  const again = (next: ScriptNode) => isNumeric(next, context, depth + 1);
  switch (key.type) {
    case 'Literal':
      return typeof key.value === 'number';
    case 'BinaryExpression':
      return (
        ['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>'].includes(key.operator) ||
        (key.operator === '+' && again(key.left) && again(key.right))
      );
    case 'UnaryExpression':
      return ['-', '+', '~'].includes(key.operator);
    case 'UpdateExpression':
      return true;
    case 'ConditionalExpression':
      return again(key.consequent) && again(key.alternate);
    case 'MemberExpression':
      return nameOf(key) === 'length' || nameOf(key) === 'size';
    case 'CallExpression':
      return isNumericCall(key, context);
    case 'Identifier':
      return isCounter(key, context) || isNumericConstant(key, context, again);
    default:
      return false;
  }
}

const numericMethods = new Set(
  'indexOf lastIndexOf findIndex findLastIndex charCodeAt codePointAt getDay getMonth getDate getHours getMinutes getFullYear getUTCDay getUTCMonth getUTCDate getUTCHours'.split(
    ' ',
  ),
);

function isNumericCall({ callee }: NodeOf<'CallExpression'>, { scopes }: ScriptContext): boolean {
  const target = unwrap(callee);
  if (target.type === 'Identifier')
    return scopes.isFree(target) && ['Number', 'parseInt', 'parseFloat'].includes(target.name);
  if (target.type !== 'MemberExpression') return false;
  const isMath = target.object.type === 'Identifier' && target.object.name === 'Math' && scopes.isFree(target.object);
  return isMath || numericMethods.has(nameOf(target) ?? '');
}

/** Not `forEach`: a Map gives its keys there. */
const indexed = /^(?:map|filter|some|every|find\w*|flatMap)$/;

/** `i` of `i++`, and the index that array methods give to a callback. */
function isCounter(node: NodeOf<'Identifier'>, { scopes, tree }: ScriptContext): boolean {
  const variable = scopes.variableOf(node);
  if (!variable) return false;
  const isCounted = variable.references.some(
    ({ identifier }) => tree.parentOf(identifier)?.type === 'UpdateExpression',
  );
  const [definition] = variable.defs;
  if (isCounted || definition?.type !== 'Parameter' || !isFunction(definition.node)) return isCounted;
  const call = tree.parentOf(definition.node);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== definition.node) return false;
  const place = definition.node.params.indexOf(definition.name);
  const method = nameOf(unwrap(call.callee)) ?? '';
  return indexed.test(method) ? place === 1 : /^reduce/.test(method) && place === 2;
}

function isNumericConstant(
  node: NodeOf<'Identifier'>,
  { scopes }: ScriptContext,
  again: (node: ScriptNode) => boolean,
): boolean {
  const variable = scopes.variableOf(node);
  const [definition] = variable?.defs ?? [];
  if (!variable || definition?.node.type !== 'VariableDeclarator' || definition.node.id.type !== 'Identifier')
    return false;
  const written = variable.references.flatMap((use) => (use.isWrite() && use.writeExpr ? [use.writeExpr] : []));
  return written.length > 0 && written.length <= 8 && written.every((value) => again(value as ScriptNode));
}
