import { multiply } from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyOf } from '../tree.ts';
import { assign } from './assign.ts';
import { decide } from './conditions.ts';
import { noteWork } from './consume.ts';
import { turnsOf } from './counted-whiles.ts';
import { createLoop, type LoopState } from './frame.ts';
import { hasIdleTurn } from './idle-turns.ts';
import { countTurns, noteTurns } from './limits.ts';
import type { Place } from './machine.ts';
import { refine } from './refine.ts';
import { elementAt, elementOf } from './sequence-arithmetic.ts';
import { isStable } from './stable-tests.ts';
import { runBlock } from './statements.ts';
import { unroll } from './unroll.ts';
import { type IteratorValue, lengthOf, type Value } from './value.ts';
import { settle } from './widening.ts';

/** `for`: as often as there are elements. */
export function runFor(node: PyOf<'For' | 'AsyncFor'>, place: Place): boolean {
  const { machine, env, frame } = place;
  const iterable = machine.iterate(machine.evaluate(node.iter, env, frame), node.iter, frame);
  const count = lengthOf(iterable) ?? zeroOrMore;
  const isEndless = iterable.kind === 'iterator' && Boolean(iterable.isEndless);
  const turn = (element: Value) => {
    assign(node.target, element, place);
    runBlock(node.body, place);
  };
  const turnAt = (index: number) => turn(elementAt(iterable, index));
  const done = isEndless ? undefined : unroll.counted(count, turnAt, node, place);
  if (done) return done === 'end' ? runBlock(node.orelse, place) : true;
  const turnOfAny = () => turn(elementOf(iterable));
  const loop = runSettled(turnOfAny, { node, count: isEndless ? zeroOrMore : count, iterable, place });
  if (isEndless && !loop.isLeft) return ends(node, loop, 'endless-iterator', place);
  runBlock(node.orelse, place);
  return count.atMost !== 0 || !isEndless;
}

/** `while`: as long as its condition can hold. */
export function runWhile(node: PyOf<'While'>, place: Place): boolean {
  if (decide(node.test, place) === false) return runBlock(node.orelse, place);
  let [entered, holds, states] = [true, true, 0];
  const checkAgain = () => {
    states += 1;
    if (decide(node.test, place) !== true) holds = false;
  };
  const turn = () => {
    refine(node.test, true, place);
    const loop = place.frame.loops.at(-1);
    if (loop) loop.onContinue = checkAgain;
    if (runBlock(node.body, place)) checkAgain();
  };
  const done = unroll.conditional(node, place);
  if (done === 'endless') return ends(node, createLoop(place.frame), 'endless-loop', place);
  if (done) return done === 'end' ? runBlock(node.orelse, place) : true;
  let hull: ReadonlySet<string> = new Set();
  const loop = runSettled(
    () => {
      entered = decide(node.test, place) !== false;
      [holds, states] = [true, 0];
      turn();
    },
    { node, count: between(turnsOf(node, place), Number.POSITIVE_INFINITY), place, changed: (names) => (hull = names) },
  );
  const isCertain = decide(node.test, place) === true;
  const isIdle = hasIdleTurn(node);
  // Where no turn comes to its end, it is something inside that is stuck.
  const neverFails = isIdle || (entered && states > 0 && (holds || isCertain || isStable(node, hull, place)));
  if (neverFails && (isIdle || !loop.isLeft)) {
    ends(node, loop, 'endless-loop', place);
    return !isCertain && !loop.rests;
  }
  if (!isCertain) refine(node.test, false, place);
  if (!isCertain) runBlock(node.orelse, place);
  return true;
}

interface Turning {
  readonly node: PyOf<'For' | 'AsyncFor' | 'While'>;
  readonly count: Interval;
  readonly iterable?: Value;
  readonly place: Place;
  changed?(names: ReadonlySet<string>): void;
}

/** Runs a turn on bounds that hold before every turn. */
function runSettled(turn: () => void, { node, count, iterable, place, changed }: Turning): LoopState {
  const { machine, frame, env } = place;
  const outer = machine.turns;
  const run = (turns: number) => {
    const loop = createLoop(frame, turns);
    loop.body = node.body;
    if ('target' in node && node.target.nodeType === 'Name' && isRange(iterable)) loop.target = node.target.id;
    frame.loops.push(loop);
    const tries = frame.tries.length;
    turn();
    frame.tries.length = tries;
    frame.loops.pop();
    return loop;
  };
  const { changed: names, isLeft } = settle(() => run(1), node, place);
  changed?.(names);
  const least = isLeft ? Math.min(1, count.atLeast) : count.atLeast;
  const site = { node: 'iter' in node ? node.iter : node.test, machine };
  let isTooMuch = false;
  if (iterable?.kind === 'iterator' && iterable.isCombinatoric)
    isTooMuch = noteWork(iterable as IteratorValue, site, isLeft);
  else isTooMuch = noteTurns(Math.max(least, isLeft ? 0 : workOf(iterable, count)), site, { what: 'loop' });
  countTurns(count, machine);
  machine.turns = isTooMuch ? exactly(1) : multiply(outer, between(least, count.atMost));
  let loop = createLoop(frame);
  env.attempt(() => {
    loop = run(isTooMuch ? 1 : least);
  });
  machine.turns = outer;
  return loop;
}

/** Its elements are all different. */
const isRange = (iterable: Value | undefined) => iterable?.kind === 'iterator' && Boolean(iterable.isRange);

const workOf = (iterable: Value | undefined, count: Interval) =>
  iterable?.kind === 'iterator' ? iterable.work.atLeast : count.atLeast;

/** A loop that nothing leaves: a generator may rest in it, anything else is stuck. False: nothing below is reached. */
function ends(
  node: PyOf<'For' | 'AsyncFor' | 'While'>,
  loop: LoopState,
  kind: 'endless-loop' | 'endless-iterator',
  { machine, frame }: Place,
): false {
  if (loop.rests) frame.yieldsEndlessly = true;
  else
    machine.note({
      kind,
      node: 'iter' in node ? node.iter : node.test,
      amount: Number.POSITIVE_INFINITY,
      what: 'loop',
    });
  return false;
}
