import { exactly, type Interval, onlyValue } from '../../analysis/intervals/interval.ts';
import type { PyNode, PyOf } from '../tree.ts';
import { decide } from './conditions.ts';
import { createLoop } from './frame.ts';
import { countTurns } from './limits.ts';
import { decidingNames, stateOf } from './loop-state.ts';
import type { Place } from './machine.ts';
import { sizeOfCode } from './size-of-code.ts';
import { runBlock } from './statements.ts';

/** Turns one by one, for loops that are short or whose course is certain. */
export const unroll = { counted, conditional };

const maximumTurns = 256;
/** How it went: to the end, or left before. Absent: not certain, nothing was done after the last certain turn. */
type Course = 'end' | 'left' | 'endless' | undefined;

function counted(count: Interval, turn: (index: number) => void, node: PyNode, place: Place): Course {
  const { machine, env } = place;
  const turns = onlyValue(count);
  if (machine.silence > 0 || turns === undefined || turns < 2 || turns > maximumTurns) return undefined;
  if (!changesItself(node) || !machine.spend(turns * sizeOfCode(node))) return undefined;
  let course: Course = 'end';
  const changes = env.attempt(() => {
    for (let index = 0; index < turns && course === 'end'; index += 1) course = once(() => turn(index), place);
  });
  if (course === undefined) return undefined;
  countTurns(count, machine);
  env.joinBranches([changes]);
  return course;
}

function conditional(node: PyOf<'While'>, place: Place): Course {
  const { machine, env } = place;
  if (machine.silence > 0) return undefined;
  const cost = sizeOfCode(node);
  const names = decidingNames(node);
  const states = new Set<string>();
  for (let turns = 0; turns < maximumTurns; turns += 1) {
    const truth = decide(node.test, place);
    if (truth === false) return 'end';
    if (truth === undefined || !machine.spend(cost)) return undefined;
    // Once it comes to where it was before, every turn since then comes again.
    const state = turns < 2 ? undefined : stateOf(names, env);
    if (state !== undefined && states.has(state)) return 'endless';
    if (state !== undefined) states.add(state);
    let course: Course;
    const changes = env.attempt(() => {
      course = once(() => runBlock(node.body, place), place);
    });
    if (course === undefined) return undefined;
    countTurns(exactly(1), machine);
    env.joinBranches([changes]);
    if (course === 'left') return 'left';
  }
  return undefined;
}

/** One turn; absent when it depends on the input whether it was the last, or how it went on. */
function once(turn: () => void, { frame }: Place): Course {
  const loop = createLoop(frame);
  let isCertain = true;
  loop.onContinue = () => {
    if (frame.undecided > loop.depth) isCertain = false;
  };
  frame.loops.push(loop);
  const tries = frame.tries.length;
  turn();
  frame.tries.length = tries;
  frame.loops.pop();
  if (!isCertain || loop.isUndecided || loop.rests) return undefined;
  return loop.isLeft ? 'left' : 'end';
}

const changing = new Set(['AugAssign', 'Assign']);

/** Only a loop that changes what it finds comes to more in many turns than in one. */
function changesItself(node: PyNode): boolean {
  return (
    'body' in node &&
    Array.isArray(node.body) &&
    node.body.some((child: PyNode) => changing.has(child.nodeType) || 'body' in child || child.nodeType === 'Expr')
  );
}
