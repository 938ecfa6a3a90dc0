import * as arithmetic from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval, onlyValue, zeroOrMore } from '../../analysis/intervals/interval.ts';
import { type FunctionNode, isFunction, nameOf, unwrap } from '../expressions.ts';
import type { ScriptContext } from '../script-context.ts';
import type { NodeOf, ScriptNode } from '../tree.ts';
import { changeOf } from './bounds.ts';
import { endlessness, mayLeave, turnOf } from './endless-loops.ts';
import { resourcesOf } from './facts.ts';
import { keyOf } from './keys.ts';
import { isLoop, type LoopNode, type TestLoop } from './loops.ts';
import { isInside } from './nodes-in.ts';
import { startValue } from './start-value.ts';
import { rangeOf } from './values.ts';

const known = new WeakMap<ScriptContext, Map<ScriptNode, Interval>>();

/** How often the body of a loop runs each time the loop is reached. */
export function turnsOf(loop: LoopNode, context: ScriptContext): Interval {
  const memory = known.get(context) ?? new Map<ScriptNode, Interval>();
  known.set(context, memory);
  const found = memory.get(loop) ?? countTurns(loop, context);
  memory.set(loop, found);
  return found;
}

function countTurns(loop: LoopNode, context: ScriptContext): Interval {
  if (loop.type === 'ForInStatement') return zeroOrMore;
  const full = loop.type === 'ForOfStatement' ? lengthOfIterated(loop, context) : ofCounter(loop, context);
  if (loop.type !== 'ForOfStatement' && endlessness(loop, context)) return zeroOrMore;
  return mayLeave(turnOf(loop, context), context) ? between(0, full.atMost) : full;
}

function lengthOfIterated({ right }: NodeOf<'ForOfStatement'>, context: ScriptContext): Interval {
  const value = resourcesOf(context).valueAt(right);
  return value.kind === 'list' || value.kind === 'text' || value.kind === 'buffer' ? value.length : zeroOrMore;
}

/** A counter that moves from a constant to a constant by a constant. */
function ofCounter(loop: TestLoop, context: ScriptContext): Interval {
  const test = loop.test && unwrap(loop.test);
  const { start, end } = turnOf(loop, context);
  if (test?.type !== 'BinaryExpression' || test.left.type === 'PrivateIdentifier' || !end) return zeroOrMore;
  const { valueAt } = resourcesOf(context);
  const isUp = test.operator === '<' || test.operator === '<=' || test.operator === '!==' || test.operator === '!=';
  const isDown = test.operator === '>' || test.operator === '>=';
  const key = keyOf(test.left, context);
  if (key === undefined || (!isUp && !isDown)) return zeroOrMore;
  const change = changeOf(start.get(key), end.get(key));
  const step = onlyValue(change);
  const first = startValue(test.left, context);
  if (!step || (first.kind !== 'number' && first.kind !== 'bigint')) return zeroOrMore;
  const bound = valueAt(test.right);
  const last = bound.kind === 'bigint' ? bound.range : rangeOf(bound);
  const isInclusive = test.operator === '<=' || test.operator === '>=';
  const stop = isInclusive ? arithmetic.add(last, exactly(Math.sign(step))) : last;
  if (isUp ? step < 0 : step > 0) return zeroOrMore;
  return arithmetic.countOfRange(first.range, stop, exactly(step));
}

const iterating: ReadonlySet<string> = new Set(
  'map forEach filter flatMap reduce reduceRight sort toSorted'.split(' '),
);

/** How often a node runs for each run of the function, or callback of the code's own, that it stands in. */
export function runsOf(node: ScriptNode, context: ScriptContext, { calls = 0 }: { calls?: number } = {}): Runs {
  const { tree } = context;
  let [count, loops, outermost]: [Interval, number, ScriptNode | undefined] = [exactly(1), 0, undefined];
  let child = node;
  for (let at = tree.parentOf(node); at; at = tree.parentOf(at)) {
    if (isLoop(at) && isRepeated(child, at)) {
      const turns = turnsOf(at, context);
      count = arithmetic.multiply(count, turns);
      loops += 1;
      if (turns.atLeast > 1) outermost = at;
    } else if (isConditional(at, child)) count = between(0, count.atMost);
    else if ('params' in at) {
      const call = tree.parentOf(at);
      const turns = call && callbackTurns(at, call, context);
      if (!turns || !call)
        return calls > 0 ? alsoCalled(at, { count, loops, outermost }, context, calls) : { count, loops, outermost };
      count = arithmetic.multiply(count, turns);
      loops += 1;
      if (turns.atLeast > 1) outermost = call;
    }
    child = at;
  }
  return { count, loops, outermost };
}

/** The same for each run of the caller that repeats it most. */
function alsoCalled(own: ScriptNode, runs: Runs, context: ScriptContext, calls: number): Runs {
  if (!isFunction(own) || runs.count.atLeast < 1) return runs;
  const most = busiestCall(own, context, calls);
  if (!most || most.count.atLeast <= 1) return runs;
  return {
    count: arithmetic.multiply(runs.count, most.count),
    loops: runs.loops + most.loops,
    outermost: most.outermost ?? runs.outermost,
  };
}

const busiest = new WeakMap<ScriptNode, Map<number, Runs | undefined>>();

function busiestCall(own: FunctionNode, context: ScriptContext, calls: number): Runs | undefined {
  const memory = busiest.get(own) ?? new Map<number, Runs | undefined>();
  busiest.set(own, memory);
  if (memory.has(calls)) return memory.get(calls);
  memory.set(calls, undefined);
  const around = resourcesOf(context)
    .functions.directCallsOf(own)
    .slice(0, mostCallers)
    .filter((call) => !isInside(call, own))
    .map((call) => runsOf(call, context, { calls: calls - 1 }));
  const [most] = around.toSorted((a, b) => b.count.atLeast - a.count.atLeast);
  memory.set(calls, most);
  return most;
}

const mostCallers = 8;

export interface Runs {
  readonly count: Interval;
  /** Loops around it. */
  readonly loops: number;
  /** The first of the loops that repeat it. */
  readonly outermost: ScriptNode | undefined;
}

/** The head of a loop runs once; test and update in every turn. */
function isRepeated(child: ScriptNode, loop: LoopNode): boolean {
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return child === loop.body;
  return loop.type !== 'ForStatement' || child !== loop.init;
}

function isConditional(at: ScriptNode, child: ScriptNode): boolean {
  if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') return at.test !== child;
  if (at.type === 'LogicalExpression') return at.right === child;
  return at.type === 'SwitchCase' || at.type === 'CatchClause';
}

/** `list.forEach(callback)`, `Array.from({ length: n }, callback)`. */
function callbackTurns(callback: ScriptNode, call: ScriptNode, context: ScriptContext): Interval | undefined {
  if (call.type !== 'CallExpression' || call.callee === callback) return undefined;
  const { valueAt } = resourcesOf(context);
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const name = nameOf(callee) ?? '';
  const value = name === 'from' && call.arguments[1] === callback ? valueAt(call) : undefined;
  const list = value ?? (iterating.has(name) && call.arguments[0] === callback ? valueAt(callee.object) : undefined);
  return list?.kind === 'list' || list?.kind === 'buffer' ? list.length : list && zeroOrMore;
}
