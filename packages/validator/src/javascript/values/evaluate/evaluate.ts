import { isFunction, nameOf, unwrap } from '../../expressions.ts';
import type { ScriptScopes } from '../../scopes.ts';
import type { NodeOf, ScriptNode } from '../../tree.ts';
import type { ConstantTables } from '../constant-tables.ts';
import {
  bounded,
  type Closure,
  type Constant,
  depthOf,
  isClosure,
  listOf,
  type Names,
  notConstant,
  textOf,
  truthy,
} from './constant.ts';
import { callGlobal, constructGlobal } from './globals.ts';
import { entryOf, listFrom, ofLiteral, partAt } from './literals.ts';
import { memberOf, onList, onText } from './methods.ts';
import { binary, unary } from './operators.ts';
import { runFunction } from './run-function.ts';

export interface Evaluation extends ConstantTables {
  readonly scopes: ScriptScopes;
  /** Counts down; nothing is evaluated any more at zero. */
  readonly budget: { steps: number };
}

const maximumDepth = 60;

/** Works out an expression that depends on nothing but constants. Throws `notConstant` when it does depend on more. */
export function evaluate(expression: ScriptNode, names: Names, facts: Evaluation, depth = 0): Constant {
  const node = unwrap(expression);
  facts.budget.steps -= 1;
  if (facts.budget.steps < 0 || depth > maximumDepth) throw notConstant;
  const value = (next: ScriptNode) => evaluate(next, names, facts, depth + 1);
  switch (node.type) {
    case 'Literal':
      return ofLiteral(node);
    case 'TemplateLiteral':
      return bounded(
        node.quasis
          .map(({ value: text }, index) => (text.cooked ?? '') + partAt(node.expressions, index, value))
          .join(''),
      );
    case 'ArrayExpression':
      return listFrom(node.elements, value);
    case 'ObjectExpression':
      return new Map(node.properties.flatMap((property) => entryOf(property, value)));
    case 'UnaryExpression':
      return unary(node.operator, value(node.argument));
    case 'BinaryExpression':
      return binary(node.operator, value(node.left), value(node.right));
    case 'LogicalExpression':
      return logical(node, value);
    case 'ConditionalExpression':
      return value(truthy(value(node.test)) ? node.consequent : node.alternate);
    case 'SequenceExpression':
      return node.expressions.map(value).at(-1);
    case 'Identifier':
      return ofName(node, names, facts, depth);
    case 'MemberExpression':
      return memberOf(value(node.object), nameOf(node) ?? textOf(value(node.property)));
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return { kind: 'function', node, names };
    case 'CallExpression':
      return ofCall(node, names, facts, depth);
    case 'NewExpression':
      return constructGlobal(globalName(node.callee, facts), listFrom(node.arguments, value));
    case 'TaggedTemplateExpression':
      return ofTag(node, names, facts, depth);
    default:
      throw notConstant;
  }
}

function logical(
  { operator, left, right }: NodeOf<'LogicalExpression'>,
  value: (node: ScriptNode) => Constant,
): Constant {
  const first = value(left);
  if (operator === '??') return first === null || first === undefined ? value(right) : first;
  return truthy(first) === (operator === '&&') ? value(right) : first;
}

function ofName(node: NodeOf<'Identifier'>, names: Names, facts: Evaluation, depth: number): Constant {
  const variable = facts.scopes.variableOf(node);
  if (!variable) {
    if (node.name === 'undefined') return undefined;
    if (node.name === 'NaN' || node.name === 'Infinity') return Number(node.name);
    throw notConstant;
  }
  if (names.has(variable)) return names.get(variable);
  const [definition, ...others] = variable.defs;
  const declared = definition?.node as ScriptNode | undefined;
  const isNamed = definition?.type === 'FunctionName' || definition?.type === 'ClassName';
  if (isNamed && declared && others.length === 0 && (isFunction(declared) || declared.type === 'ClassDeclaration'))
    return { kind: 'function', node: declared, names: new Map() };
  const initial = facts.initial(node);
  if (!initial) throw notConstant;
  const value = evaluate(initial, new Map(), facts, depth + 1);
  // What is no table where it is written may come to one: `'a,b'.split(',')`.
  if (depthOf(value) > facts.depthRead(variable)) throw notConstant;
  return value;
}

/** `String` or `String.fromCharCode`, of free names only. */
function globalName(node: ScriptNode, { scopes }: Evaluation): string {
  const callee = unwrap(node);
  if (callee.type === 'Identifier' && scopes.isFree(callee)) return callee.name;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || !scopes.isFree(callee.object))
    return '';
  return `${callee.object.name}.${nameOf(callee) ?? ''}`;
}

function ofCall(node: NodeOf<'CallExpression'>, names: Names, facts: Evaluation, depth: number): Constant {
  const value = (next: ScriptNode) => evaluate(next, names, facts, depth + 1);
  const apply = (callee: Constant, args: readonly Constant[]) => call(callee, args, facts, depth + 1);
  const callee = unwrap(node.callee);
  const args = () => listFrom(node.arguments, (argument) => asArgument(argument, facts) ?? value(argument));
  const path = globalName(callee, facts);
  if (path !== '') return callGlobal(path, args(), apply);
  const applied = appliedGlobal(callee, args, facts);
  if (applied) return callGlobal(applied.path, applied.args, apply);
  if (callee.type !== 'MemberExpression') return apply(value(callee), args());
  const object = value(callee.object);
  const name = nameOf(callee) ?? textOf(value(callee.property));
  if (typeof object === 'string') return bounded(onText(object, name, args(), apply));
  if (Array.isArray(object)) return bounded(onList(object, name, args(), apply));
  if (object instanceof Map && name === 'get') return object.get(textOf(args()[0]));
  if (typeof object === 'number' && name === 'toString') return object.toString(Number(args()[0] ?? 10));
  if (isClosure(object) && name === 'call') return apply(object, args().slice(1));
  return apply(memberOf(object, name), args());
}

/** `String.fromCharCode.apply(null, codes)`. */
function appliedGlobal(callee: ScriptNode, args: () => Constant[], facts: Evaluation) {
  if (callee.type !== 'MemberExpression') return undefined;
  const path = globalName(callee.object, facts);
  const name = nameOf(callee);
  if (!path.includes('.') || (name !== 'apply' && name !== 'call')) return undefined;
  const [, ...given] = args();
  return { path, args: name === 'apply' ? listOf(given[0]) : given };
}

/** `codes.map(Number)`: the built-in itself as an argument. */
function asArgument(argument: ScriptNode, facts: Evaluation): Closure | undefined {
  const path = globalName(argument, facts);
  return path === '' || !/^(?:Number|String|String\.\w+|parseInt|atob)$/.test(path) ? undefined : builtIn(path);
}

const builtIn = (path: string) => ({ kind: 'function', path }) as unknown as Closure;

function call(callee: Constant, args: readonly Constant[], facts: Evaluation, depth: number): Constant {
  if (!isClosure(callee)) throw notConstant;
  const apply = (next: Constant, given: readonly Constant[]) => call(next, given, facts, depth + 1);
  if ('path' in callee) return callGlobal(String(callee.path), args.slice(0, 1), apply);
  return runFunction(callee, args, facts, depth);
}

function ofTag(
  { tag, quasi }: NodeOf<'TaggedTemplateExpression'>,
  names: Names,
  facts: Evaluation,
  depth: number,
): Constant {
  const value = (next: ScriptNode) => evaluate(next, names, facts, depth + 1);
  const parts = quasi.expressions.map(value);
  if (globalName(tag, facts) === 'String.raw')
    return quasi.quasis
      .map(({ value: text }, index) => text.raw + (index < parts.length ? textOf(parts[index]) : ''))
      .join('');
  const texts = quasi.quasis.map(({ value: text }) => text.cooked ?? '');
  return call(value(tag), [texts, ...parts], facts, depth + 1);
}
