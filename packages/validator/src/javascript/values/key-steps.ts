import { type FunctionNode, isFunction, nameOf, unwrap } from '../expressions.ts';
import { isGuardedKey } from '../key-guards.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { isUnknownKey, isUnknownMember } from './unknown-key.ts';

/** From two steps on, any value leads to any constructor: `value[a][b]`. */
const enough = 2;
const deepest = 12;

/**
 * How many unknown, unguarded keys in a row a value was reached by, through variables, patterns, loops, reducers and
 * own functions. Two stand for any number.
 */
export function keySteps(expression: ScriptNode, context: ScriptContext): number {
  return stepsTo(expression, { context, above: new Set() });
}

interface Search {
  readonly context: ScriptContext;
  /** Variables and functions that are being looked into. */
  readonly above: ReadonlySet<unknown>;
}

/** What looking costs together, for a tool; what is left then counts as unsuspicious. */
const mostVisits = 20_000;
const visits = new WeakMap<ScriptContext, number>();

function stepsTo(expression: ScriptNode, search: Search): number {
  const node = unwrap(expression);
  const spent = visits.get(search.context) ?? 0;
  if (search.above.size > deepest || spent > mostVisits) return 0;
  visits.set(search.context, spent + 1);
  const next = (child: ScriptNode) => stepsTo(child, search);
  switch (node.type) {
    case 'MemberExpression':
      return isFreeKey(node, search.context) ? Math.min(enough, 1 + next(node.object)) : 0;
    case 'ConditionalExpression':
      return Math.max(next(node.consequent), next(node.alternate));
    case 'LogicalExpression':
      return Math.max(next(node.left), next(node.right));
    case 'SequenceExpression':
      return next(node.expressions.at(-1) ?? node);
    case 'AwaitExpression':
      return next(node.argument);
    case 'Identifier':
      return ofVariable(node, search);
    case 'CallExpression':
      return ofCall(node, search);
    default:
      return 0;
  }
}

const isFreeKey = (node: NodeOf<'MemberExpression'>, context: ScriptContext) =>
  isUnknownMember(node, context) && !isGuardedKey(node.property, context);

function ofVariable(name: NodeOf<'Identifier'>, search: Search): number {
  const { context, above } = search;
  const variable = context.scopes.variableOf(name);
  if (variable?.defs[0]?.type !== 'Variable' || variable.references.length > 200) return 0;
  // A variable on the way to itself, `at = at[key]`, takes a step in every turn.
  if (above.has(variable)) return 1;
  const inside = { context, above: new Set([...above, variable]) };
  const values = variable.references.flatMap(({ writeExpr, identifier }) =>
    writeExpr ? [inPattern(identifier, writeExpr as ScriptNode, inside)] : [],
  );
  return Math.min(enough, Math.max(0, ...values));
}

/** The keys of the pattern that lead to a name, and those of what is taken apart. */
function inPattern(name: ScriptNode, value: ScriptNode, search: Search): number {
  const { tree } = search.context;
  let steps = 0;
  let held = unwrap(value);
  for (let at = tree.parentOf(name), below = name; at; below = at, at = tree.parentOf(at)) {
    if (at.type === 'Property') {
      if (!at.computed || !isUnknownKey(at.key, search.context) || isGuardedKey(at.key, search.context)) return 0;
      steps += 1;
    } else if (at.type === 'ArrayPattern') {
      const element = held.type === 'ArrayExpression' && held.elements[at.elements.indexOf(below as never)];
      if (!element) return 0;
      held = unwrap(element);
    } else if (at.type !== 'ObjectPattern' && at.type !== 'AssignmentPattern') {
      // The items of a loop are something else than what it goes over.
      const isHeld = at.type === 'VariableDeclarator' ? at.init === value : at.type === 'AssignmentExpression';
      if (!isHeld) return 0;
      break;
    }
  }
  return Math.min(enough, steps + stepsTo(held, search));
}

/** `keys.reduce((at, key) => at[key], value)`, and calls of own functions that read by key. */
function ofCall(call: NodeOf<'CallExpression'>, search: Search): number {
  const { context, above } = search;
  const callee = unwrap(call.callee);
  const [callback] = call.arguments;
  if (nameOf(callee)?.startsWith('reduce') && isFunction(callback))
    return resultsOf(callback, context).some((result) => readsParameter(result, callback, context) === 0) ? enough : 0;
  const own = callee.type === 'Identifier' ? functionNamed(callee, context) : undefined;
  if (!own || above.has(own)) return 0;
  const inside = { context, above: new Set([...above, own]) };
  const steps = resultsOf(own, context).map((result) => ofResult(unwrap(result), own, call, inside));
  return Math.min(enough, Math.max(0, ...steps));
}

function ofResult(result: ScriptNode, own: FunctionNode, call: NodeOf<'CallExpression'>, search: Search): number {
  const { context } = search;
  const at = readsParameter(result, own, context);
  if (at !== undefined) {
    const argument = call.arguments[at];
    // The call may stand in an argument of the same function: `read(read(value, a), b)`.
    return 1 + (argument ? stepsTo(argument, { context, above: without(search.above, own) }) : 0);
  }
  const isAgain = result.type === 'CallExpression' && functionNamed(unwrap(result.callee), context) === own;
  if (isAgain) return result.arguments.some((argument) => stepsTo(argument, search) > 0) ? enough : 0;
  return stepsTo(result, search);
}

const without = (above: ReadonlySet<unknown>, own: FunctionNode) => new Set([...above].filter((one) => one !== own));

/** The place of the parameter that a result reads by an unknown key. */
function readsParameter(result: ScriptNode, own: FunctionNode, context: ScriptContext): number | undefined {
  const node = unwrap(result);
  if (node.type !== 'MemberExpression' || !isFreeKey(node, context)) return undefined;
  const object = unwrap(node.object);
  const index = own.params.findIndex(
    (parameter) => parameter.type === 'Identifier' && object.type === 'Identifier' && parameter.name === object.name,
  );
  return index < 0 ? undefined : index;
}

/** What a function gives back, each way of a condition on its own. */
function resultsOf(own: FunctionNode, { calls }: ScriptContext): readonly ScriptNode[] {
  const found: ScriptNode[] = [];
  const pending = [...calls.returnsOf(own)];
  for (let next = pending.pop(); next && found.length < 16; next = pending.pop()) {
    const node = unwrap(next);
    if (node.type === 'ConditionalExpression') pending.push(node.consequent, node.alternate);
    else if (node.type === 'LogicalExpression') pending.push(node.left, node.right);
    else found.push(node);
  }
  return found;
}

function functionNamed(node: ScriptNode, { scopes }: ScriptContext): FunctionNode | undefined {
  const variable = node.type === 'Identifier' ? scopes.variableOf(node) : undefined;
  const [definition, ...others] = variable?.defs ?? [];
  if (!definition || others.length > 0) return undefined;
  const at = definition.node as ScriptNode;
  const value = at.type === 'VariableDeclarator' ? at.init && unwrap(at.init) : at;
  return isFunction(value) ? value : undefined;
}
