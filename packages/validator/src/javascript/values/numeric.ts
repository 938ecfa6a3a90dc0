import type { Variable } from '@typescript-eslint/scope-manager';
import { assignmentsTo } from '../assignments.ts';
import { isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';

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

const counters = new WeakMap<Variable, boolean>();

function isCounter(node: NodeOf<'Identifier'>, context: ScriptContext): boolean {
  const variable = context.scopes.variableOf(node);
  if (!variable) return false;
  const known = counters.get(variable) ?? counts(variable, context);
  counters.set(variable, known);
  return known;
}

/** `i` of `i++`, and the index that array methods give to a callback. */
function counts(variable: Variable, { tree }: ScriptContext): boolean {
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
  const assignments = assignmentsTo(variable);
  if (assignments.length > 8) return false;
  const written = assignments.flatMap(({ writeExpr }) => writeExpr ?? []);
  return written.length > 0 && written.every((value) => again(value as ScriptNode));
}
