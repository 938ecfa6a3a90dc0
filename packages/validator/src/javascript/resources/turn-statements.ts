import { isFunction } from '../expressions.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { unbounded } from './bounds.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import { isLoop, type LoopNode } from './loops.ts';
import { isInside } from './nodes-in.ts';
import { mostSteps, type TurnWalk } from './turn.ts';
import { assumed } from './turn-assumptions.ts';
import { bindPattern, effectsOf, leave } from './turn-effects.ts';
import { joinStates, settle, type TurnState, widenStates } from './turn-state.ts';
import { truthOf } from './values.ts';

const deepest = 120;
/** Loops inside loops that are followed; further in, a loop may change whatever it names. */
const mostNested = 4;

/** Follows one statement. Absent: nothing behind it is reached. */
export function runStatement(node: ScriptNode, state: TurnState, walk: TurnWalk, depth: number): TurnState | undefined {
  // Each statement copies what is known before it.
  walk.steps += depth > deepest ? mostSteps : 1 + (state.entries.size >> 4);
  if (walk.steps > mostSteps) return state;
  const run = (child: ScriptNode, from: TurnState | undefined) => from && runStatement(child, from, walk, depth + 1);
  if (isLoop(node)) return runInner(node, state, walk, depth);
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock': {
      let at: TurnState | undefined = state;
      for (const child of node.body) at = run(child, at);
      return at;
    }
    case 'ExpressionStatement':
      return effectsOf(node.expression, state, walk, depth);
    case 'VariableDeclaration':
      return node.declarations.reduce<TurnState>((at, { id, init }) => {
        const after = init ? effectsOf(init, at, walk, depth) : at;
        return bindPattern(id, init, after, walk);
      }, state);
    case 'IfStatement':
      return runIf(node, state, walk, depth);
    case 'LabeledStatement':
      return joinStates([run(node.body, state), ...taken(walk.breaks, node), ...taken(walk.breaks, node.body)]);
    case 'SwitchStatement':
      return runSwitch(node, state, walk, depth);
    case 'TryStatement':
      return runTry(node, state, walk, depth);
    case 'ReturnStatement':
      if (node.argument) effectsOf(node.argument, state, walk, depth);
      leave({ node, kind: 'return' }, walk);
      return undefined;
    case 'ThrowStatement':
      if (walk.handlers === 0) leave({ node, kind: 'throw' }, walk);
      return undefined;
    case 'BreakStatement':
    case 'ContinueStatement':
      return runJump(node, state, walk);
    default:
      return state;
  }
}

function taken(states: Map<ScriptNode, TurnState[]>, target: ScriptNode): readonly TurnState[] {
  const found = states.get(target) ?? [];
  states.delete(target);
  return found;
}

function guarded<Result>(walk: TurnWalk, test: ScriptNode, outcome: boolean, run: () => Result): Result {
  walk.guards.push({ test, outcome });
  const result = run();
  walk.guards.pop();
  return result;
}

function runIf(node: NodeOf<'IfStatement'>, state: TurnState, walk: TurnWalk, depth: number) {
  const { test, consequent, alternate } = node;
  const after = effectsOf(test, state, walk, depth);
  const isTrue = truthOf(resourcesOf(walk.context).valueAt(test, 'always'));
  const run = (child: ScriptNode, outcome: boolean) =>
    guarded(walk, test, outcome, () =>
      runStatement(child, assumed(test, outcome, after, walk.context), walk, depth + 1),
    );
  const whenTrue = isTrue === false ? undefined : run(consequent, true);
  const whenFalse = isTrue === true ? undefined : alternate ? run(alternate, false) : after;
  return joinStates([whenTrue, whenFalse]);
}

function runSwitch(node: NodeOf<'SwitchStatement'>, state: TurnState, walk: TurnWalk, depth: number) {
  const after = effectsOf(node.discriminant, state, walk, depth);
  let at: TurnState | undefined;
  for (const { test, consequent } of node.cases) {
    at = joinStates([at, after]);
    const guard = test ?? node.discriminant;
    for (const child of consequent)
      at = guarded(walk, guard, true, () => at && runStatement(child, at, walk, depth + 1));
  }
  const hasDefault = node.cases.some(({ test }) => test === null);
  return joinStates([at, hasDefault ? undefined : after, ...taken(walk.breaks, node)]);
}

function runTry(node: NodeOf<'TryStatement'>, state: TurnState, walk: TurnWalk, depth: number) {
  const { block, handler, finalizer } = node;
  if (handler) walk.handlers += 1;
  const after = runStatement(block, state, walk, depth + 1);
  if (handler) walk.handlers -= 1;
  const caught = handler && runStatement(handler.body, joinStates([state, after]) ?? state, walk, depth + 1);
  const end = joinStates([after, caught ?? undefined]);
  if (!finalizer) return end;
  const last = runStatement(finalizer, end ?? state, walk, depth + 1);
  return end && last;
}

/** Where `break` and `continue` lead; out of the loop whose turn this is, when that is it or further out. */
function runJump(node: NodeOf<'BreakStatement' | 'ContinueStatement'>, state: TurnState, walk: TurnWalk): undefined {
  const target = targetOf(node, walk);
  const isContinue = node.type === 'ContinueStatement';
  const isLeft = target === undefined || !isInside(target, walk.loop) || (target === walk.loop && !isContinue);
  if (isLeft) {
    leave({ node, kind: 'break' }, walk);
    return undefined;
  }
  const states = isContinue ? walk.continues : walk.breaks;
  states.set(target, [...(states.get(target) ?? []), state]);
  return undefined;
}

function targetOf(node: NodeOf<'BreakStatement' | 'ContinueStatement'>, { context: { tree } }: TurnWalk) {
  for (let at = tree.parentOf(node); at && !isFunction(at); at = tree.parentOf(at)) {
    if (node.label) {
      if (at.type === 'LabeledStatement' && at.label.name === node.label.name) return isLoop(at.body) ? at.body : at;
    } else if (isLoop(at) || (at.type === 'SwitchStatement' && node.type === 'BreakStatement')) return at;
  }
  return undefined;
}

/** A loop inside the turn: what it changes is known as far as each of its turns keeps to it. */
function runInner(loop: LoopNode, state: TurnState, walk: TurnWalk, depth: number): TurnState | undefined {
  const { valueAt } = resourcesOf(walk.context);
  const entered = enter(loop, state, walk, depth);
  const nested = nestedIn(loop, walk);
  if (nested > mostNested) walk.steps += mostSteps;
  const test = 'test' in loop ? loop.test : undefined;
  const isTrue = test === undefined ? undefined : test === null || truthOf(valueAt(test, 'always'));
  if (isTrue === false && loop.type !== 'DoWhileStatement') return entered;
  const first = runInnerTurn(loop, entered, walk, depth);
  const wide = first.end ? widenStates(entered, first.end) : entered;
  const second = runInnerTurn(loop, wide, walk, depth);
  const settled = second.end ? settle(wide, second.end) : wide;
  const through = isTrue === true ? undefined : loop.type === 'DoWhileStatement' ? second.end : settled;
  return joinStates([through, ...first.breaks, ...second.breaks]);
}

const nestedIn = (loop: LoopNode, { loop: outer, context: { tree } }: TurnWalk) => {
  let count = 0;
  for (let at = tree.parentOf(loop); at && at !== outer; at = tree.parentOf(at)) if (isLoop(at)) count += 1;
  return count;
};

function enter(loop: LoopNode, state: TurnState, walk: TurnWalk, depth: number): TurnState {
  if (loop.type === 'ForStatement' && loop.init)
    return loop.init.type === 'VariableDeclaration'
      ? (runStatement(loop.init, state, walk, depth + 1) ?? state)
      : effectsOf(loop.init, state, walk, depth);
  return loop.type === 'ForOfStatement' || loop.type === 'ForInStatement'
    ? effectsOf(loop.right, state, walk, depth)
    : state;
}

function runInnerTurn(loop: LoopNode, state: TurnState, walk: TurnWalk, depth: number) {
  const bound = loop.type === 'ForOfStatement' || loop.type === 'ForInStatement' ? bindLeft(loop, state, walk) : state;
  const tested = 'test' in loop && loop.test ? effectsOf(loop.test, bound, walk, depth) : bound;
  const body = runStatement(loop.body, tested, walk, depth + 1);
  const end = joinStates([body, ...taken(walk.continues, loop)]);
  const update = loop.type === 'ForStatement' ? loop.update : null;
  return {
    end: end && update ? effectsOf(update, end, walk, depth) : end,
    breaks: taken(walk.breaks, loop),
  };
}

function bindLeft(loop: NodeOf<'ForOfStatement' | 'ForInStatement'>, state: TurnState, walk: TurnWalk): TurnState {
  const target = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]?.id : loop.left;
  const key = target && keyOf(target, walk.context);
  if (key) return state.replace(key, unbounded);
  return target ? bindPattern(target, null, state, walk) : state;
}
