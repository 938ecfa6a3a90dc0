import { assignmentsTo } from '../assignments.ts';
import { type FunctionNode, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { movesAway, nameIn } from './moves-away.ts';
import { nodesIn } from './nodes-in.ts';

/** A call of a function by itself that its own conditions can never end. */
export interface StuckCall {
  readonly node: ScriptNode;
  readonly reason: string;
}

/** Recursion with a base case that the arguments never come nearer to. */
export function* stuckCalls(context: ScriptContext): Generator<StuckCall> {
  const { functions } = resourcesOf(context);
  for (const own of context.tree.nodesOf('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression')) {
    const calls = own.generator ? [] : functions.directCallsOf(own).filter((call) => isWithin(call, own));
    const [first] = calls;
    if (!first || !isSelfContained(own, context) || calls.some((call) => functions.around(call) !== own)) continue;
    if (calls.every((call) => isSame(call, own)))
      yield { node: first, reason: 'This call passes the same arguments again: what held for them holds still.' };
    else if (movesAway(calls, own, context))
      yield { node: first, reason: 'With every call the argument moves away from the value that would end it.' };
  }
}

/** Looks at its parameters and constants alone: for the same arguments it takes the same way. */
function isSelfContained(own: FunctionNode, context: ScriptContext): boolean {
  const { scopes } = context;
  const { functions } = resourcesOf(context);
  if (own.params.length === 0 || own.params.some(({ type }) => type !== 'Identifier')) return false;
  if (nodesIn(context, own, 'ThisExpression').length > 0 || nodesIn(context, own, 'AwaitExpression').length > 0)
    return false;
  if (nodesIn(context, own, 'TryStatement').length > 0 || changesObjects(own, context)) return false;
  const calls = [...nodesIn(context, own, 'CallExpression'), ...nodesIn(context, own, 'NewExpression')];
  const isPure = calls.every(({ callee }) => functions.named(callee) === own || isRepeatable(unwrap(callee), context));
  return (
    isPure &&
    nodesIn(context, own, 'Identifier').every((node) => {
      const variable = scopes.variableOf(node);
      if (!variable) return true;
      const writes = assignmentsTo(variable);
      const isHere = variable.defs.every((definition) => isWithin(definition.name as ScriptNode, own));
      return (
        writes.length === 0 ||
        (writes.length === 1 && writes[0]?.init === true && (isHere || isPrimitive(node, context)))
      );
    })
  );
}

const isWithin = (node: ScriptNode, outer: ScriptNode) =>
  outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];

function isPrimitive(node: ScriptNode, context: ScriptContext): boolean {
  const { kind } = resourcesOf(context).valueAt(node, 'always');
  return kind === 'number' || kind === 'text' || kind === 'bigint' || kind === 'truth' || kind === 'function';
}

/** Methods of texts and lists that leave their object as it was. */
const readingMethods: ReadonlySet<string> = new Set(
  (
    'at charAt charCodeAt codePointAt concat endsWith entries every filter find findIndex findLast flat flatMap forEach get has hasOwn ' +
    'includes indexOf join keys lastIndexOf localeCompare map match normalize padEnd padStart reduce reduceRight repeat ' +
    'replace replaceAll slice some split startsWith substring toFixed toLowerCase toPrecision toReversed toSorted ' +
    'toString toUpperCase trim trimEnd trimStart values with'
  ).split(' '),
);

const clocks: ReadonlySet<string> = new Set(['random', 'now']);

/** A built-in that gives the same again. What methods of other objects change is not known. */
function isRepeatable(callee: ScriptNode, { scopes }: ScriptContext): boolean {
  if (callee.type === 'Identifier') return scopes.isFree(callee) && callee.name !== 'Date';
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) return false;
  const isOfGlobal = callee.object.type === 'Identifier' && scopes.isFree(callee.object);
  return isOfGlobal ? !clocks.has(callee.property.name) : readingMethods.has(callee.property.name);
}

/** Writes to members, and takes from what may be an iterator: `const [head] = tokens`, `for (const token of tokens)`. */
function changesObjects(own: FunctionNode, context: ScriptContext): boolean {
  const isParameter = (node: ScriptNode | null | undefined) =>
    node?.type === 'Identifier' && own.params.some((parameter) => nameIn(parameter) === node.name);
  return (
    nodesIn(context, own, 'AssignmentExpression').some(({ left }) => left.type !== 'Identifier') ||
    nodesIn(context, own, 'UpdateExpression').some(({ argument }) => argument.type !== 'Identifier') ||
    nodesIn(context, own, 'UnaryExpression').some(({ operator }) => operator === 'delete') ||
    nodesIn(context, own, 'ForOfStatement').some(({ right }) => isParameter(right)) ||
    nodesIn(context, own, 'VariableDeclarator').some(({ id, init }) => id.type === 'ArrayPattern' && isParameter(init))
  );
}

function isSame({ arguments: args }: NodeOf<'CallExpression'>, { params }: FunctionNode): boolean {
  return (
    args.length === params.length &&
    args.every((argument, index) => {
      const parameter = params[index];
      return argument.type === 'Identifier' && parameter?.type === 'Identifier' && argument.name === parameter.name;
    })
  );
}
