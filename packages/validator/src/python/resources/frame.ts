import type { PyNode } from '../tree.ts';
import type { Value } from './value.ts';

/** A loop that is being run. */
export interface LoopState {
  /** Some way out of it was reached: `break`, `return` or an exception. */
  isLeft: boolean;
  /** A generator suspends in it: whoever consumes it decides how often it turns. */
  rests: boolean;
  /** The way out was under a condition that could not be decided. */
  isUndecided: boolean;
  /** How often it turns at least, when nothing leaves it early. */
  turns: number;
  /** What a turn runs, and the name that it counts by. */
  body?: readonly PyNode[];
  target?: string;
  /** How many undecided branches were open when the turn began. */
  readonly depth: number;
  /** `continue` was reached: where this can be, the condition of the loop has to hold again. */
  onContinue?: () => void;
}

/** A `try` whose body is being run. */
export interface TryState {
  /** By the name of the exception; `*`: one that is not known. */
  catches(name: string): boolean;
  /** A `finally` that goes on with the loop, whatever happened. */
  readonly keepsLooping: boolean;
  readonly loopDepth: number;
}

/** One run of one function body. */
export interface Frame {
  readonly loops: LoopState[];
  readonly tries: TryState[];
  /** Open branches whose condition could not be decided. */
  undecided: number;
  returned?: Value;
  /** An exception can leave the function. */
  mayRaise: boolean;
  /** Something in it can fail on unusual input: an item, an attribute, an unknown call. */
  mayFail: boolean;
  yields: boolean;
  /** It yields in a loop that nothing leaves. */
  yieldsEndlessly: boolean;
  yielded?: Value;
  readonly depth: number;
}

/** What an unknown function may raise: any handler may be the one for it. */
export const anyException = 'any';

export function createFrame(depth: number): Frame {
  return {
    loops: [],
    tries: [],
    undecided: 0,
    mayRaise: false,
    mayFail: false,
    yields: false,
    yieldsEndlessly: false,
    depth,
  };
}

/** Marks every loop that an exception of this name leaves: those inside the `try` that catches it. */
export function raiseIn(frame: Frame, name: string): void {
  for (const attempt of frame.tries.toReversed()) {
    if (!attempt.catches(name) && !attempt.keepsLooping) continue;
    leaveLoops(frame, attempt.loopDepth);
    return;
  }
  frame.mayRaise = true;
  leaveLoops(frame, 0);
}

/** Something that often fails: it leaves the loops inside a `try` that would catch it, and otherwise counts for nothing. */
export function failIn(frame: Frame, ...names: readonly string[]): void {
  frame.mayFail = true;
  const attempt = frame.tries.findLast(({ catches }) => names.some(catches));
  if (attempt) leaveLoops(frame, attempt.loopDepth);
}

/** `return` leaves everything, unless a `finally` goes on with the loop. */
export function returnFrom(frame: Frame, value: Value, join: (a: Value, b: Value) => Value): void {
  const holder = frame.tries.findLast(({ keepsLooping }) => keepsLooping);
  if (!holder) frame.returned = frame.returned ? join(frame.returned, value) : value;
  leaveLoops(frame, holder ? holder.loopDepth : 0);
}

/** `break` leaves the innermost loop, unless a `finally` inside it goes on. */
export function breakFrom(frame: Frame): void {
  const holder = frame.tries.findLast(({ keepsLooping }) => keepsLooping);
  if (!holder || holder.loopDepth < frame.loops.length) leaveLoops(frame, frame.loops.length - 1);
}

function leaveLoops(frame: Frame, from: number): void {
  for (const loop of frame.loops.slice(Math.max(0, from))) {
    loop.isLeft = true;
    loop.isUndecided ||= frame.undecided > loop.depth;
  }
}

export const createLoop = (frame: Frame, turns = 1): LoopState => ({
  isLeft: false,
  isUndecided: false,
  rests: false,
  turns,
  depth: frame.undecided,
});
