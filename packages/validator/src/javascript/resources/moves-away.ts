import { type FunctionNode, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { nodesIn } from './nodes-in.ts';

/** `f(n + 1)` where every condition that ends it is `n <= constant`, and the other way round. */
export function movesAway(
  calls: readonly NodeOf<'CallExpression'>[],
  own: FunctionNode,
  context: ScriptContext,
): boolean {
  const ends = endsOf(calls, own, context);
  return ends !== undefined && ends.length > 0 && calls.every((call) => isNoNearer(call, own, ends, context));
}

function isNoNearer(
  call: NodeOf<'CallExpression'>,
  own: FunctionNode,
  ends: readonly End[],
  context: ScriptContext,
): boolean {
  const moved = own.params.flatMap((parameter, index) => {
    const argument = call.arguments[index];
    const isKept =
      argument?.type === 'Identifier' && parameter.type === 'Identifier' && argument.name === parameter.name;
    return isKept ? [] : [{ parameter, argument }];
  });
  if (moved.length === 0) return false;
  const steps = new Map(
    moved.map(({ parameter, argument }) => [nameIn(parameter), stepOf(parameter, argument, context)]),
  );
  return ends.every((end) => isLeftBehind(end, steps, context));
}

/** The name that an expression is, or nothing. */
export const nameIn = (node: ScriptNode) => (node.type === 'Identifier' ? node.name : '');

function stepOf(parameter: ScriptNode, argument: ScriptNode | undefined, context: ScriptContext): number {
  const node = argument && unwrap(argument);
  if (node?.type !== 'BinaryExpression' || nameIn(node.left as ScriptNode) !== nameIn(parameter)) return 0;
  const by = resourcesOf(context).valueAt(node.right, 'always');
  if ((by.kind !== 'number' && by.kind !== 'bigint') || by.range.atLeast !== by.range.atMost) return 0;
  if (node.operator === '+') return by.range.atLeast;
  return node.operator === '-' ? -by.range.atLeast : 0;
}

/** A condition under which no self-call is reached: one that is written, or its opposite. */
interface End {
  readonly test: ScriptNode;
  readonly holds: boolean;
}

/**
 * Absent when a call is reached on both ways from a condition, which decides nothing then, and when the function has loops
 * or a `switch`, which make it too hard to tell.
 */
function endsOf(
  calls: readonly NodeOf<'CallExpression'>[],
  own: FunctionNode,
  context: ScriptContext,
): End[] | undefined {
  if (loops.some((kind) => nodesIn(context, own, kind).length > 0)) return undefined;
  const whenTrue = new Set<ScriptNode>();
  const whenFalse = new Set<ScriptNode>();
  for (const call of calls) {
    let below: ScriptNode = call;
    for (let at = context.tree.parentOf(call); at && at !== own; at = context.tree.parentOf(at)) {
      const holds = conditionFor(below, at);
      if (holds !== undefined) (holds ? whenTrue : whenFalse).add(at);
      below = at;
    }
  }
  const choices = (['IfStatement', 'ConditionalExpression', 'LogicalExpression'] as const).flatMap((kind) =>
    nodesIn(context, own, kind),
  );
  if (choices.some((choice) => whenTrue.has(choice) && whenFalse.has(choice))) return undefined;
  return choices.map((choice) => ({
    test: choice.type === 'LogicalExpression' ? choice.left : choice.test,
    holds: !whenTrue.has(choice) && !onlyElseLeaves(choice),
  }));
}

/** `if (n > 0) ... else return`, with the call behind it. */
function onlyElseLeaves(choice: ScriptNode): boolean {
  return choice.type === 'IfStatement' && isLeft(choice.alternate) && !isLeft(choice.consequent);
}

function isLeft(branch: ScriptNode | null | undefined): boolean {
  const last = branch?.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

const loops = ['WhileStatement', 'ForStatement', 'ForOfStatement', 'SwitchStatement', 'DoWhileStatement'] as const;

/** What a condition has come out as where this part of it is run. */
function conditionFor(part: ScriptNode, choice: ScriptNode): boolean | undefined {
  if (choice.type === 'LogicalExpression' && choice.right === part) return choice.operator === '&&';
  if (choice.type !== 'IfStatement' && choice.type !== 'ConditionalExpression') return undefined;
  if (choice.consequent === part) return true;
  return choice.alternate === part ? false : undefined;
}

const opposites: Readonly<Record<string, string>> = {
  ...{ '<': '>=', '>=': '<', '>': '<=', '<=': '>' },
  ...{ '===': '!==', '!==': '===', '==': '!=', '!=': '==' },
};

/** A comparison of a moving parameter with a constant that lies behind it. */
function isLeftBehind({ test, holds }: End, steps: ReadonlyMap<string, number>, context: ScriptContext): boolean {
  const node = unwrap(test);
  if (node.type !== 'BinaryExpression') return false;
  const step = steps.get(nameIn(node.left as ScriptNode));
  const bound = resourcesOf(context).valueAt(node.right, 'always');
  if (!step || (bound.kind !== 'number' && bound.kind !== 'bigint')) return false;
  const { atMost } = bound.range;
  switch (holds ? node.operator : opposites[node.operator]) {
    case '<':
    case '<=':
      return step > 0 && atMost <= 1;
    case '===':
    case '==':
      return step > 0 && atMost <= 1;
    case '>':
    case '>=':
      return step < 0 && atMost >= 1;
    default:
      return false;
  }
}
