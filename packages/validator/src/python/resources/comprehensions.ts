import { add, multiply } from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyOf } from '../tree.ts';
import { assign } from './assign.ts';
import { decide } from './conditions.ts';
import { consume } from './consume.ts';
import { countTurns, noteBytes, noteSize, noteTurns } from './limits.ts';
import type { Place } from './machine.ts';
import { refine } from './refine.ts';
import { bytesOf, elementOf } from './sequence-arithmetic.ts';
import { iteratorOf, sequenceOf, type Value } from './value.ts';

type Comprehension = PyOf<'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp'>;

interface Turning {
  readonly length: Interval;
  readonly work: Interval;
  readonly isEndless: boolean;
  readonly isCombinatoric: boolean;
  readonly element: Value;
}

/** A generator waits to be consumed; the others run at once. */
export function evaluateComprehension(node: Comprehension, place: Place): Value {
  const turning = turn(node, place);
  const { length, work, isEndless, isCombinatoric, element } = turning;
  if (node.nodeType === 'GeneratorExp') return iteratorOf(length, { work, isEndless, isCombinatoric, element });
  const site = { node, machine: place.machine };
  const type = ({ ListComp: 'list', SetComp: 'set', DictComp: 'dict' } as const)[node.nodeType];
  if (isEndless) {
    consume(iteratorOf(zeroOrMore, { isEndless }), site);
    return sequenceOf(type, zeroOrMore);
  }
  const size = type === 'list' ? length : between(Math.min(1, length.atLeast), length.atMost);
  const roomy = sequenceOf(type, isInjective(node) ? length : size, element);
  if (noteBytes(roomy, site).kind === 'unknown') return sequenceOf(type, zeroOrMore);
  countTurns(work, place.machine);
  if (noteTurns(work.atLeast, site, { kind: isCombinatoric ? 'combinatorics' : 'steps', what: 'comprehension' }))
    return sequenceOf(type, zeroOrMore);
  // Each element is made anew, so what they take adds up.
  if (isFresh(node)) noteSize(multiply(length, bytesOf(element)).atLeast, 'collection', site);
  return sequenceOf(type, size, element);
}

/** A set or dictionary keeps every element when its key is the loop's own name. */
function isInjective(node: Comprehension): boolean {
  if (node.nodeType === 'ListComp' || node.nodeType === 'GeneratorExp') return true;
  const key = node.nodeType === 'DictComp' ? node.key : node.elt;
  const [only, ...others] = node.generators;
  return (
    others.length === 0 && key.nodeType === 'Name' && only?.target.nodeType === 'Name' && only.target.id === key.id
  );
}

const isFresh = (node: Comprehension) => {
  const made = node.nodeType === 'DictComp' ? node.value : node.elt;
  return made.nodeType === 'BinOp' || made.nodeType === 'ListComp' || made.nodeType === 'Call';
};

function turn(node: Comprehension, place: Place): Turning {
  const { machine, env, frame } = place;
  const outer = machine.turns;
  let [length, work, isEndless, isCombinatoric] = [exactly(1), exactly(0), false, false];
  let element: Value = iteratorOf(zeroOrMore);
  env.attempt(() => {
    for (const { target, iter, ifs } of node.generators) {
      const value = machine.iterate(machine.evaluate(iter, env, frame), iter, frame);
      if (value.kind === 'iterator') {
        isEndless ||= Boolean(value.isEndless);
        isCombinatoric ||= Boolean(value.isCombinatoric);
      }
      const turns = countOf(value);
      work = add(work, multiply(length, value.kind === 'iterator' ? value.work : turns));
      length = multiply(length, turns);
      machine.turns = times(machine.turns, turns);
      assign(target, elementOf(value), place);
      for (const test of ifs) if (!passes(test, place)) length = between(0, length.atMost);
    }
    element = elementOfComprehension(node, place);
  });
  machine.turns = outer;
  return { length, work, isEndless, isCombinatoric, element };
}

const countOf = (value: Value): Interval =>
  value.kind === 'sequence' || value.kind === 'text' || value.kind === 'iterator' ? value.length : zeroOrMore;

function passes(test: PyExpression, place: Place): boolean {
  const truth = decide(test, place);
  refine(test, true, place);
  return truth === true;
}

function elementOfComprehension(node: Comprehension, { machine, env, frame }: Place): Value {
  if (node.nodeType !== 'DictComp') return machine.evaluate(node.elt, env, frame);
  machine.evaluate(node.key, env, frame);
  return machine.evaluate(node.value, env, frame);
}

const times = (turns: Interval, count: Interval): Interval => multiply(turns, count);
