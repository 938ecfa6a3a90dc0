import type { CharacterSet } from './character-set.ts';
import type { Effort } from './effort.ts';
import { consumedBy, type Loops, type Program, RegexTooLarge } from './program.ts';

/** A place in the pattern that consumes a character. */
export interface State {
  /** Index into `Automaton.states`. */
  readonly id: number;
  readonly set: CharacterSet;
  readonly loops: Loops | undefined;
}

/** A way to the next character. `isDouble`: there are several ways that consume nothing in between. */
export interface Edge {
  readonly to: number;
  readonly isDouble: boolean;
}

/** What a pattern consumes in which order; assertions are taken as always true. */
export interface Automaton {
  readonly states: readonly State[];
  /** The first characters. */
  readonly first: readonly Edge[];
  edgesFrom(state: number): readonly Edge[];
}

/** Work for following the ways between characters; only patterns made to be slow need more. */
const maximumVisits = 60_000;

export function buildAutomaton(program: Program, effort: Effort): Automaton {
  const states: State[] = [];
  const stateAt = new Map<number, number>();
  for (const [pc, instruction] of program.code.entries()) {
    const set = consumedBy(instruction);
    if (!set || !('loops' in instruction)) continue;
    stateAt.set(pc, states.length);
    states.push({ id: states.length, set, loops: instruction.loops });
  }
  const edgesAt = createEdges(program, stateAt, effort);
  const after = [...stateAt.keys()].map((pc) => pc + 1);
  return { states, first: edgesAt(0), edgesFrom: (state) => edgesAt(after[state] ?? 0) };
}

function createEdges({ code }: Program, stateAt: ReadonlyMap<number, number>, effort: Effort) {
  const known = new Map<number, readonly Edge[]>();
  let visits = 0;

  /** Follows every way without a character. A loop is not entered twice on one way: an empty turn ends it. */
  function edgesOf(start: number): readonly Edge[] {
    const counts = new Map<number, number>();
    const pending: { pc: number; entered: Entered }[] = [{ pc: start, entered: undefined }];
    for (let way = pending.pop(); way; way = pending.pop()) {
      visits += 1;
      effort.spend(10);
      if (visits > maximumVisits) throw new RegexTooLarge('The pattern has too many ways to be judged.');
      const { pc, entered } = way;
      const instruction = code[pc];
      const state = stateAt.get(pc);
      if (state !== undefined) counts.set(state, (counts.get(state) ?? 0) + 1);
      const go = (...targets: number[]) => pending.push(...targets.map((target) => ({ pc: target, entered })));
      switch (instruction?.op) {
        case 'split':
          go(instruction.second, instruction.first);
          break;
        case 'jump':
          go(instruction.to);
          break;
        case 'iterate':
          pending.push({ pc: pc + 1, entered: { register: instruction.register, before: entered } });
          break;
        case 'progress':
          if (!hasEntered(entered, instruction.register)) go(pc + 1);
          else if (instruction.out !== undefined) go(instruction.out);
          break;
        case 'condition':
          go(instruction.no, pc + 1);
          break;
        case 'look':
          // What stands behind is read as a part of the way; what is ahead is a way of its own that leads nowhere.
          if (instruction.isBehind) go(instruction.isNegative ? instruction.end : pc + 1);
          else go(instruction.end, pc + 1);
          break;
        case 'atomic':
        case 'capture':
        case 'assertion':
        case 'back-reference':
          go(pc + 1);
          break;
        case 'accept':
          if (leadsOn.has(pc)) go(pc + 1);
          break;
      }
    }
    return [...counts].map(([to, count]) => ({ to, isDouble: count > 1 }));
  }

  /** The ends of atomic groups and look-behinds; those of look-aheads and of the pattern lead nowhere. */
  const leadsOn = new Set(
    code.flatMap((one) => (one.op === 'atomic' || (one.op === 'look' && one.isBehind) ? [one.end - 1] : [])),
  );

  return function edgesAt(pc: number): readonly Edge[] {
    let from = pc;
    for (let one = code[from]; one?.op === 'jump'; one = code[from]) from = one.to;
    const edges = known.get(from) ?? edgesOf(from);
    known.set(from, edges);
    return edges;
  };
}

/** Loops that a way has gone into since the last character. */
type Entered = { readonly register: number; readonly before: Entered } | undefined;

function hasEntered(entered: Entered, register: number): boolean {
  for (let one = entered; one; one = one.before) if (one.register === register) return true;
  return false;
}
