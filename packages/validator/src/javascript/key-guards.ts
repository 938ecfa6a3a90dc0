import type { Variable } from '@typescript-eslint/scope-manager';
import { isCheapPattern } from './cheap-pattern.ts';
import { isFunction, nameOf, outermost, unwrap } from './expressions.ts';
import { comparisons } from './guards.ts';
import type { ScriptContext } from './script-context.ts';
import type { NodeOf, ScriptNode } from './tree.ts';

const asking = new Set(
  'has hasOwn hasOwnProperty propertyIsEnumerable includes indexOf isInteger isSafeInteger'.split(' '),
);
/** What a guard must keep out. */
const refusedKeys = ['__proto__', 'constructor', 'prototype'];

/** Whether the code checks the key somewhere: by comparing it, by a list or set, by Object.hasOwn, or by a function that does. */
export function isGuardedKey(key: ScriptNode, context: ScriptContext): boolean {
  const node = unwrap(key);
  if (node.type !== 'Identifier') return isGuardedText(node, context);
  const variable = context.scopes.variableOf(node);
  if (!variable) return false;
  const known = guarded.get(variable) ?? isGuarded(variable, context, 0);
  guarded.set(variable, known);
  return known;
}

const guarded = new WeakMap<Variable, boolean>();

/** Longer keys than this are never looked up elsewhere. */
const maximumKeyChars = 100;
const membersByText = new WeakMap<ScriptContext, ReadonlyMap<string, ScriptNode[]>>();

/** Whether another place that is written just like a key which is no plain name, such as `event.kind`, is a guard. */
function isGuardedText(key: ScriptNode, context: ScriptContext): boolean {
  const known = membersByText.get(context) ?? indexMembers(context);
  membersByText.set(context, known);
  const same = known.get(context.source.code.slice(...key.range));
  if (!same) return false;
  const guarding = guardsAmong.get(same) ?? findGuards(same, context);
  guardsAmong.set(same, guarding);
  return guarding.some((node) => node !== key);
}

const guardsAmong = new WeakMap<readonly ScriptNode[], readonly ScriptNode[]>();

/** Two of them are enough to tell whether there is another one than the key itself. */
function findGuards(same: readonly ScriptNode[], context: ScriptContext): ScriptNode[] {
  const found: ScriptNode[] = [];
  for (const node of same) {
    if (guards(outermost(node, context.tree), context, 0)) found.push(node);
    if (found.length > 1) break;
  }
  return found;
}

function indexMembers({ tree, source }: ScriptContext): Map<string, ScriptNode[]> {
  const members = tree.nodesOf('MemberExpression').filter(({ range }) => range[1] - range[0] <= maximumKeyChars);
  const byText = new Map<string, ScriptNode[]>();
  for (const node of members) {
    const text = source.code.slice(...node.range);
    const same = byText.get(text);
    if (same) same.push(node);
    else byText.set(text, [node]);
  }
  return byText;
}

function isGuarded(variable: Variable, context: ScriptContext, depth: number): boolean {
  return variable.references.some(({ identifier }) => guards(outermost(identifier, context.tree), context, depth));
}

function guards(use: ScriptNode, context: ScriptContext, depth: number): boolean {
  const parent = context.tree.parentOf(use);
  switch (parent?.type) {
    case 'BinaryExpression':
      return comparisons.has(parent.operator) && isConstant(parent.left === use ? parent.right : parent.left, context);
    case 'UnaryExpression':
      return parent.operator === 'typeof' && isNumberTest(parent, context);
    case 'SwitchStatement':
      return parent.discriminant === use;
    case 'CallExpression':
      return parent.callee !== use && (isAsking(parent, context) || isCheckedInside(parent, use, context, depth));
    default:
      return false;
  }
}

const isConstant = (node: ScriptNode, { fold }: ScriptContext) => fold(node) !== undefined;

function isNumberTest(node: ScriptNode, { tree, fold }: ScriptContext): boolean {
  const comparison = tree.parentOf(node);
  return comparison?.type === 'BinaryExpression' && fold(comparison.right)?.has('number') === true;
}

/** `allowed.has(key)`, `Object.hasOwn(table, key)`, or a pattern that no refused key matches or that names them. */
function isAsking({ callee }: NodeOf<'CallExpression'>, context: ScriptContext): boolean {
  const target = unwrap(callee);
  if (target.type !== 'MemberExpression') return false;
  const name = nameOf(target) ?? '';
  if (name === 'call') return asking.has(nameOf(unwrap(target.object)) ?? '') || asking.has(lastName(target.object));
  return asking.has(name) || (name === 'test' && isPatternGuard(target.object, context));
}

const lastName = (node: ScriptNode) => (node.type === 'Identifier' ? node.name : '');

function isPatternGuard(node: ScriptNode, { pathsOf }: ScriptContext): boolean {
  return pathsOf(node).some(({ root }) => {
    if (root.type !== 'Literal' || !('regex' in root)) return false;
    const { pattern, flags } = root.regex;
    if (!isCheapPattern(pattern, 4)) return refusedKeys.some((key) => pattern.includes(key));
    const test = new RegExp(pattern, flags.replaceAll(/[gy]/g, ''));
    const matched = refusedKeys.filter((key) => test.test(key));
    return matched.length === 0 || refusedKeys.some((key) => pattern.includes(key));
  });
}

/** `assertSafe(key)`, where the function compares its parameter. */
function isCheckedInside(
  call: NodeOf<'CallExpression'>,
  use: ScriptNode,
  context: ScriptContext,
  depth: number,
): boolean {
  if (depth > 1) return false;
  const index = call.arguments.indexOf(use as never);
  return context.pathsOf(call.callee).some(({ root, keys }) => {
    const parameter = isFunction(root) && keys.length === 0 ? root.params[index] : undefined;
    const variable = parameter?.type === 'Identifier' ? context.scopes.namedBy(parameter) : undefined;
    return variable !== undefined && isGuarded(variable, context, depth + 1);
  });
}
