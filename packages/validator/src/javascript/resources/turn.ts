import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import type { LoopNode } from './loops.ts';
import { stabilityIn } from './stability.ts';
import { assumed } from './turn-assumptions.ts';
import { effectsOf } from './turn-effects.ts';
import { joinStates, startState, type TurnState } from './turn-state.ts';
import { runStatement } from './turn-statements.ts';

/** A condition on the way to a statement, and the outcome that leads there. */
export interface Guard {
  readonly test: ScriptNode;
  readonly outcome: boolean;
}

/** A reachable statement that leaves the loop. */
export interface Exit {
  readonly node: ScriptNode;
  readonly kind: 'break' | 'return' | 'throw' | 'yield';
  readonly guards: readonly Guard[];
}

/** What one turn of a loop does to the names in it, as far as that is certain. */
export interface Turn {
  readonly start: TurnState;
  /** When the test is made again; absent when no turn gets that far. */
  readonly end: TurnState | undefined;
  readonly exits: readonly Exit[];
  /** The code was too large to follow: nothing is certain. */
  readonly isCut: boolean;
}

/** Shared by the walk over one turn. */
export interface TurnWalk {
  readonly loop: LoopNode;
  readonly context: ScriptContext;
  readonly exits: Exit[];
  /** States that `break` and `continue` carry to the statement they end, by that statement. */
  readonly breaks: Map<ScriptNode, TurnState[]>;
  readonly continues: Map<ScriptNode, TurnState[]>;
  readonly guards: Guard[];
  /** Enclosing `try` with a handler, inside the loop. */
  handlers: number;
  steps: number;
}

/** Nodes that are followed in one turn, and in all turns of a piece of code. */
export const mostSteps = 4_000;
const mostStepsInAll = 60_000;
const stepsTaken = new WeakMap<ScriptContext, number>();

export function runTurn(loop: LoopNode, context: ScriptContext): Turn {
  const walk: TurnWalk = {
    loop,
    context,
    exits: [],
    breaks: new Map(),
    continues: new Map(),
    guards: [],
    handlers: 0,
    steps: (stepsTaken.get(context) ?? 0) > mostStepsInAll ? mostSteps : 0,
  };
  const start = startState(stabilityIn(loop, context));
  const test = 'test' in loop && loop.type !== 'DoWhileStatement' ? loop.test : null;
  const entered = test ? effectsOf(test, assumed(test, true, start, context), walk, 0) : start;
  const body = runStatement(loop.body, entered, walk, 0);
  const end = joinStates([body, ...(walk.continues.get(loop) ?? [])]);
  const update = loop.type === 'ForStatement' ? loop.update : null;
  const after = end && update ? effectsOf(update, end, walk, 0) : end;
  stepsTaken.set(context, (stepsTaken.get(context) ?? 0) + walk.steps);
  return { start, end: after, exits: walk.exits, isCut: walk.steps > mostSteps };
}
