import { exactly, zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PythonContext } from '../python-context.ts';
import type { PyFunction, PyNode } from '../tree.ts';
import { createEnvironment, type Environment } from './environment.ts';
import { evaluateExpression } from './expressions.ts';
import { anyException, createFrame, type Frame, failIn, raiseIn } from './frame.ts';
import { bindParameters } from './functions.ts';
import type { Machine, Observation, Place } from './machine.ts';
import { generatorsOf, nameFactsOf } from './names.ts';
import { createObjects } from './objects.ts';
import { createRecord } from './record.ts';
import { sampleArguments, stuckForAll, whilesByFunction } from './sample-runs.ts';
import { sizeOfCode } from './size-of-code.ts';
import { runBlock } from './statements.ts';
import {
  type Arguments,
  areKnown,
  type ClassValue,
  type FunctionValue,
  iteratorOf,
  joinValues,
  none,
  unknown,
  type Value,
} from './value.ts';

/** Nodes that may be run again, for turns of loops and calls with known arguments, beyond one pass over the code. */
const extraNodes = 8_000;
/** Expressions and calls inside one another. */
const maximumDepth = 200;
export const maximumCallDepth = 4;
/** As many calls inside one another, when a function calls itself with arguments that are all known. */
const maximumRecursion = 40;
/** Nodes that a run on a sample number may take. */
const sampleNodes = 6_000;

export interface TrialRun {
  readonly observations: readonly Observation[];
  readonly totals: Machine['totals'];
}

const runs = new WeakMap<PythonContext, TrialRun>();

/**
 * Runs the code on bounds instead of values: every statement of every function at least once, loops until their bounds
 * settle, short loops turn by turn. Linear in the size of the code, but for a fixed extra.
 */
export function trialRunOf(context: PythonContext): TrialRun {
  const known = runs.get(context);
  if (known) return known;
  const run = createRun(context);
  runs.set(context, run);
  return run;
}

/** What a call of a function comes to. */
export interface Summary {
  readonly value: Value;
  readonly mayRaise: boolean;
  readonly mayFail: boolean;
}

function createRun(context: PythonContext): TrialRun {
  const record = createRecord();
  const pending: FunctionValue[] = [];
  const summaries = new Map<PyNode, Summary>();
  const active = new Set<PyNode>();
  const owners = new Map<PyNode, ClassValue>();
  const generators = generatorsOf(context);
  let [extra, depth] = [extraNodes, 0];

  const machine: Machine = {
    context,
    facts: nameFactsOf(context),
    turns: exactly(1),
    totals: { bytes: 0, steps: 0 },
    get silence() {
      return record.silence;
    },
    open: (parent) => createEnvironment(parent),
    evaluate(node, env, frame) {
      if (depth > maximumDepth) return unknown;
      depth += 1;
      if (place.env !== env || place.frame !== frame) place = { env, frame, machine };
      const value = evaluateExpression(node, place);
      depth -= 1;
      return value;
    },
    note: record.note,
    silently: record.silently,
    spend(amount) {
      if (amount > extra) return false;
      extra -= amount;
      return true;
    },
    define(value) {
      pending.push(value);
      return value;
    },
    belongs(node, owner) {
      owners.set(node, owner);
    },
    iterate: (value, node, frame) => objects.iterate(value, node, frame),
    call(callee, args, _node, frame) {
      if (callee.kind === 'class') return objects.construct(callee, args, frame);
      if (callee.kind !== 'function') return unknown;
      const summary =
        isKnown(callee, args) && frame.depth < (areKnown(args) ? maximumRecursion : maximumCallDepth)
          ? runWith(callee, args, frame.depth + 1)
          : undefined;
      const { value, mayRaise, mayFail } = summary ?? summaryOf(callee);
      if (mayRaise) raiseIn(frame, '*');
      if (mayRaise || mayFail) failIn(frame, anyException);
      return value;
    },
  };

  const objects = createObjects({ machine, summaryOf, active });
  let place: Place = { env: createEnvironment(), frame: createFrame(0), machine };

  function isKnown({ self }: FunctionValue, { positional, named }: Arguments): boolean {
    const isSpecific = self?.kind === 'object' && objects.isSpecific(self);
    return isSpecific || [...positional, ...named.values()].some(({ kind }) => kind !== 'unknown');
  }

  /** The function by itself, called with its defaults and anything else. */
  function summaryOf(callee: FunctionValue): Summary {
    const known = summaries.get(callee.node);
    if (known) return known;
    summaries.set(callee.node, { value: unknown, mayRaise: true, mayFail: true });
    const outer = machine.turns;
    machine.turns = exactly(1);
    const summary = record.aloud(() => {
      const owner = owners.get(callee.node);
      const self = callee.self ?? (owner && objects.instanceOf(owner));
      return run({ ...callee, ...(self ? { self } : {}) }, undefined, 0);
    });
    machine.turns = outer;
    summaries.set(callee.node, summary);
    return summary;
  }

  /** A loop that ends for none of the sample numbers ends for no ordinary input. */
  function trySamples(callee: FunctionValue): void {
    const owner = owners.get(callee.node);
    const sampled = { ...callee, ...(owner ? { self: objects.instanceOf(owner) } : {}) };
    const kept = { extra, totals: { ...machine.totals } };
    const stuck = stuckForAll((number) => {
      const positional = sampleArguments(sampled, number, context);
      if (!positional) return undefined;
      extra = sampleNodes;
      return record.endlessIn(() => run(sampled, { positional, named: new Map(), isOpen: false, isSample: true }, 0));
    });
    extra = kept.extra;
    Object.assign(machine.totals, kept.totals);
    for (const node of stuck)
      machine.note({ kind: 'endless-loop', node, amount: Number.POSITIVE_INFINITY, what: 'loop' });
  }

  function runWith(callee: FunctionValue, args: Arguments, callDepth: number): Summary | undefined {
    if ((active.has(callee.node) && !areKnown(args)) || !machine.spend(sizeOfCode(callee.node))) return undefined;
    return run(callee, args, callDepth);
  }

  function run(callee: FunctionValue, args: Arguments | undefined, callDepth: number): Summary {
    if (depth > maximumDepth) return { value: unknown, mayRaise: true, mayFail: true };
    const { node } = callee;
    const env = createEnvironment(callee.home);
    const frame = createFrame(callDepth);
    const wasActive = active.has(node);
    active.add(node);
    depth += 4;
    bindParameters(callee, args, env, machine, frame);
    const value = node.nodeType === 'Lambda' ? machine.evaluate(node.body, env, frame) : bodyOf(node, env, frame);
    depth -= 4;
    if (!wasActive) active.delete(node);
    return { value, mayRaise: frame.mayRaise, mayFail: frame.mayFail };
  }

  function bodyOf(node: PyFunction, env: Environment, frame: Frame): Value {
    const reaches = runBlock(node.body, { env, frame, machine });
    if (generators.has(node))
      return iteratorOf(zeroOrMore, { isEndless: frame.yieldsEndlessly, element: frame.yielded ?? unknown });
    if (!reaches) return frame.returned ?? unknown;
    return frame.returned ? joinValues(frame.returned, none) : none;
  }

  const module = createEnvironment();
  runBlock(context.tree.module.body, { env: module, frame: createFrame(0), machine });
  // Functions that others define while they run join the queue.
  const whiles = whilesByFunction(context);
  const looping = new Map<PyNode, FunctionValue>();
  for (let callee = pending.shift(); callee; callee = pending.shift()) {
    summaryOf(callee);
    if (whiles.has(callee.node)) looping.set(callee.node, callee);
  }
  for (const callee of looping.values()) trySamples(callee);
  return { observations: record.all(), totals: machine.totals };
}
