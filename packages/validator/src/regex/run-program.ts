import { includes } from './character-set.ts';
import { wordCharacters } from './named-sets.ts';
import type { Instruction, Program } from './program.ts';
import type { Assertion } from './regex-tree.ts';

/** What a run cost. `steps` is at most the budget; then nothing is said about the outcome. */
export interface RunResult {
  readonly steps: number;
  readonly isMatch: boolean;
  readonly ranOut: boolean;
}

class OutOfSteps extends Error {}

/** How far a look-behind is tried backwards. */
const lookBehindChars = 24;

/**
 * Runs a program as the engines of Python and JavaScript do, with backtracking, and counts what it costs.
 * `isSearch`: from every start in turn, as `search` does; otherwise only from the first.
 */
export function runProgram(program: Program, text: readonly number[], isSearch: boolean, budget: number): RunResult {
  const machine = new Machine(program, text, budget);
  const starts = isSearch ? text.length + 1 : 1;
  try {
    for (let start = 0; start < starts; start += 1) {
      machine.forget();
      if (machine.run(0, start) !== -1) return { steps: machine.steps, isMatch: true, ranOut: false };
    }
    return { steps: machine.steps, isMatch: false, ranOut: false };
  } catch (error) {
    if (!(error instanceof OutOfSteps)) throw error;
    return { steps: machine.steps, isMatch: false, ranOut: true };
  }
}

class Machine {
  steps = 0;
  private readonly program: Program;
  private readonly text: readonly number[];
  private readonly budget: number;
  /** Capture slots, then registers of loops. */
  private readonly memory: number[];
  private readonly registersAt: number;

  constructor(program: Program, text: readonly number[], budget: number) {
    this.program = program;
    this.text = text;
    this.budget = budget;
    this.registersAt = 2 * (program.groups + 1);
    this.memory = new Array<number>(this.registersAt + program.registers).fill(-1);
  }

  forget(): void {
    this.memory.fill(-1);
  }

  /** The end of the first match from here, or -1. `endAt`: only a match that ends there counts. */
  run(from: number, start: number, endAt = -1): number {
    /** What to go back to: an instruction and a place, or -1 - a cell of memory and what it held. */
    const trail: number[] = [];
    let pc = from;
    let at = start;
    for (;;) {
      this.steps += 1;
      if (this.steps > this.budget) throw new OutOfSteps();
      const instruction = this.program.code[pc] as Instruction;
      let next = pc + 1;
      switch (instruction.op) {
        case 'set': {
          const codePoint = this.text[at];
          if (codePoint !== undefined && includes(instruction.set, codePoint)) at += 1;
          else next = -1;
          break;
        }
        case 'split':
          trail.push(instruction.second, at);
          next = instruction.first;
          break;
        case 'jump':
          next = instruction.to;
          break;
        case 'capture':
          this.write(instruction.slot, at, trail);
          break;
        case 'iterate':
          this.write(this.registersAt + instruction.register, at, trail);
          break;
        case 'progress':
          if (this.memory[this.registersAt + instruction.register] === at) next = instruction.out ?? -1;
          break;
        case 'assertion':
          if (!this.holds(instruction.assertion, at)) next = -1;
          break;
        case 'back-reference': {
          const length = this.repeated(instruction.group, at);
          if (length === -1) next = -1;
          else at += length;
          break;
        }
        case 'condition':
          if ((this.memory[2 * instruction.group + 1] ?? -1) === -1) next = instruction.no;
          break;
        case 'look': {
          const found = instruction.isBehind ? this.looksBack(pc + 1, at) : this.run(pc + 1, at) !== -1;
          next = found === instruction.isNegative ? -1 : instruction.end;
          break;
        }
        case 'atomic':
          at = this.run(pc + 1, at);
          next = at === -1 ? -1 : instruction.end;
          break;
        case 'accept':
          if (endAt === -1 || endAt === at) return at;
          next = -1;
          break;
      }
      while (next === -1) {
        const place = trail.pop();
        const target = trail.pop();
        if (place === undefined || target === undefined) return -1;
        if (target < 0) this.memory[-1 - target] = place;
        else {
          next = target;
          at = place;
        }
      }
      pc = next;
    }
  }

  private write(cell: number, value: number, trail: number[]): void {
    trail.push(-1 - cell, this.memory[cell] ?? -1);
    this.memory[cell] = value;
  }

  private looksBack(pc: number, at: number): boolean {
    for (let start = at; start >= Math.max(0, at - lookBehindChars); start -= 1)
      if (this.run(pc, start, at) !== -1) return true;
    return false;
  }

  /** How much of the text repeats what the group holds, or -1. A group that holds nothing repeats nothing. */
  private repeated(group: number, at: number): number {
    const from = this.memory[2 * group] ?? -1;
    const to = this.memory[2 * group + 1] ?? -1;
    if (from === -1 || to < from) return 0;
    for (let index = from; index < to; index += 1) {
      this.steps += 1;
      if (this.text[index] !== this.text[at + index - from]) return -1;
    }
    return to - from;
  }

  private holds(assertion: Assertion, at: number): boolean {
    const isStart = at === 0;
    const isEnd = at === this.text.length;
    if (assertion === 'text-start') return isStart;
    if (assertion === 'text-end') return isEnd;
    if (assertion === 'line-start') return isStart || this.text[at - 1] === 10;
    if (assertion === 'line-end') return isEnd || this.text[at] === 10;
    return (this.isWord(at - 1) !== this.isWord(at)) === (assertion === 'boundary');
  }

  private isWord(at: number): boolean {
    const codePoint = this.text[at];
    return codePoint !== undefined && includes(wordCharacters, codePoint);
  }
}
