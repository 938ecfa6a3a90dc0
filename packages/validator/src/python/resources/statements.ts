import { zeroOrMore } from '../../analysis/intervals/interval.ts';
import type { PyExpression, PyKind, PyNode, PyOf } from '../tree.ts';
import { assign } from './assign.ts';
import { augment } from './augment.ts';
import { decide } from './conditions.ts';
import type { Changes } from './environment.ts';
import { breakFrom, raiseIn, returnFrom } from './frame.ts';
import { defineClass, defineFunction } from './functions.ts';
import { isMade, noteGrowth } from './growth.ts';
import { runFor, runWhile } from './loops.ts';
import type { Place } from './machine.ts';
import { runMatch } from './match.ts';
import { refine } from './refine.ts';
import { runTry } from './tries.ts';
import { joinValues, none, sequenceOf, unknown, type Value } from './value.ts';

/** Whether what follows a statement can be reached. */
export type Reaches = boolean;

type Executor<Kind extends PyKind> = (node: PyOf<Kind>, place: Place) => Reaches;
const see = (node: PyExpression, { machine, env, frame }: Place) => machine.evaluate(node, env, frame);

/** Runs statements in order; what stands below a certain way out is not run. */
export function runBlock(body: readonly PyNode[], place: Place): Reaches {
  for (const statement of body) {
    const execute = executors[statement.nodeType] as Executor<PyKind> | undefined;
    if (execute && !execute(statement as never, place)) return false;
  }
  return true;
}

const executors: { readonly [Kind in PyKind]?: Executor<Kind> } = {
  Expr(node, place) {
    see(node.value, place);
    return true;
  },
  Assign(node, place) {
    const value = augment.repeated(node, place) ?? see(node.value, place);
    for (const target of node.targets) {
      noteEntry(target, value, node, place);
      assign(target, shared(value, node, place), place);
    }
    return true;
  },
  AnnAssign(node, place) {
    if (node.value) assign(node.target, see(node.value, place), place);
    return true;
  },
  AugAssign: augment.run,
  If(node, place) {
    const truth = decide(node.test, place);
    if (truth !== undefined) return runBlock(truth ? node.body : node.orelse, place);
    return runBranches(
      [() => branch(node.test, true, node.body, place), () => branch(node.test, false, node.orelse, place)],
      place,
    );
  },
  While: runWhile,
  For: runFor,
  AsyncFor: runFor,
  With: runWith,
  AsyncWith: runWith,
  Try: runTry,
  TryStar: runTry,
  Match: runMatch,
  FunctionDef: defineFunction,
  AsyncFunctionDef: defineFunction,
  ClassDef: defineClass,
  Return(node, place) {
    returnFrom(place.frame, node.value ? see(node.value, place) : none, joinValues);
    return false;
  },
  Raise(node, place) {
    if (node.exc) see(node.exc, place);
    raiseIn(place.frame, nameOfException(node.exc));
    return false;
  },
  Assert(node, place) {
    if (decide(node.test, place) !== true) raiseIn(place.frame, 'AssertionError');
    refine(node.test, true, place);
    return true;
  },
  Break(_node, { frame }) {
    breakFrom(frame);
    return false;
  },
  Continue(_node, { frame }) {
    frame.loops.at(-1)?.onContinue?.();
    return false;
  },
  Delete(node, { env }) {
    for (const target of node.targets) {
      const of = target.nodeType === 'Subscript' && target.value.nodeType === 'Name' ? target.value.id : undefined;
      const value = of === undefined ? undefined : env.get(of);
      if (of !== undefined && value?.kind === 'sequence') env.set(of, sequenceOf(value.type, zeroOrMore));
    }
    return true;
  },
};

/** `table[i] = [0] * n` keeps one more in every turn that has a key of its own. */
function noteEntry(target: PyExpression, value: Value, node: PyOf<'Assign'>, place: Place): void {
  const { frame, machine } = place;
  const counter = frame.loops.at(-1)?.target;
  if (target.nodeType !== 'Subscript' || target.slice.nodeType !== 'Name' || !isMade(node.value)) return;
  if (counter !== undefined && target.slice.id === counter) noteGrowth(value, place, { node, machine });
}

/** A collection under two names: what is done through one is not seen through the other, so its length is given up. */
function shared(value: Value, { value: node, targets }: PyOf<'Assign'>, { env }: Place): Value {
  const isShared = node.nodeType === 'Name' || node.nodeType === 'Attribute' || targets.length > 1;
  if (!isShared || value.kind !== 'sequence' || value.type === 'tuple') return value;
  const open = sequenceOf(value.type, zeroOrMore);
  if (node.nodeType === 'Name' && env.own(node.id)) env.set(node.id, open);
  return open;
}

function branch(test: PyExpression, truth: boolean, body: readonly PyNode[], place: Place): Reaches {
  refine(test, truth, place);
  return runBlock(body, place);
}

/** Runs each branch from the same start and goes on with what those that reach their end have in common. */
export function runBranches(branches: readonly (() => Reaches)[], { env, frame }: Place): Reaches {
  const ends: Changes[] = [];
  frame.undecided += 1;
  for (const run of branches) {
    let reaches = false;
    const changes = env.attempt(() => {
      reaches = run();
    });
    if (reaches) ends.push(changes);
  }
  frame.undecided -= 1;
  env.joinBranches(ends);
  return ends.length > 0;
}

function runWith(node: PyOf<'With' | 'AsyncWith'>, place: Place): Reaches {
  for (const { context_expr: expression, optional_vars: target } of node.items) {
    see(expression, place);
    if (target) assign(target, unknown, place);
  }
  return runBlock(node.body, place);
}

function nameOfException(node: PyExpression | undefined): string {
  const callee = node?.nodeType === 'Call' ? node.func : node;
  return callee?.nodeType === 'Name' ? callee.id : '*';
}
