import { type Instruction, type Loops, type Program, RegexTooLarge } from './program.ts';
import { type RegexNode, type RegexTree, type RepeatNode, UnreadableRegex } from './regex-tree.ts';

type Split = Extract<Instruction, { op: 'split' }>;

const maximumInstructions = 40_000;
/** What making an instruction costs, in steps of the machine that runs them. */
const stepsPerInstruction = 10;
/** Beyond so many turns a counted repetition is taken as endless: a text can be as long as it likes for both. */
const countedTurns = 32;

/** Compiles a pattern. `failsEmpty`: an empty turn of a loop counts as a failure (JavaScript) instead of its end. */
export function compile(tree: RegexTree, failsEmpty: boolean, spend: (steps: number) => void = () => {}): Program {
  const compiler = new Compiler(tree, failsEmpty, spend);
  compiler.emit(tree.root, undefined);
  compiler.add({ op: 'accept' });
  const { code, registers, repeatsChoices, hasLoops } = compiler;
  return { code, groups: tree.groups, registers, repeatsChoices, hasLoops };
}

class Compiler {
  readonly code: Instruction[] = [];
  registers = 0;
  repeatsChoices = false;
  hasLoops = false;
  private readonly tree: RegexTree;
  private readonly failsEmpty: boolean;
  private readonly spend: (steps: number) => void;

  constructor(tree: RegexTree, failsEmpty: boolean, spend: (steps: number) => void) {
    this.tree = tree;
    this.failsEmpty = failsEmpty;
    this.spend = spend;
  }

  add<One extends Instruction>(instruction: One): One {
    if (this.code.length >= maximumInstructions) throw new RegexTooLarge('The pattern is too large to be judged.');
    this.spend(stepsPerInstruction);
    this.code.push(instruction);
    return instruction;
  }

  emit(node: RegexNode, loops: Loops | undefined): void {
    switch (node.kind) {
      case 'set':
        this.add({ op: 'set', set: node.set, loops });
        break;
      case 'sequence':
        for (const part of node.parts) this.emit(part, loops);
        break;
      case 'choice':
        this.choice(node.options, loops);
        break;
      case 'repeat':
        if (node.mode === 'possessive') this.enclosed({ op: 'atomic', end: 0 }, () => this.repeat(node, loops));
        else this.repeat(node, loops);
        break;
      case 'capture':
        this.add({ op: 'capture', slot: 2 * node.group });
        this.emit(node.body, loops);
        this.add({ op: 'capture', slot: 2 * node.group + 1 });
        break;
      case 'atomic':
        this.enclosed({ op: 'atomic', end: 0 }, () => this.emit(node.body, loops));
        break;
      case 'look': {
        const { isBehind, isNegative } = node;
        this.enclosed({ op: 'look', isBehind, isNegative, end: 0 }, () => this.emit(node.body, loops));
        break;
      }
      case 'assertion':
        this.add({ op: 'assertion', assertion: node.assertion });
        break;
      case 'back-reference':
        this.add({ op: 'back-reference', group: this.groupOf(node.group), loops });
        break;
      case 'condition':
        this.condition(node, loops);
        break;
    }
  }

  private groupOf(group: number | string): number {
    const number = typeof group === 'number' ? group : this.tree.names.get(group);
    if (number === undefined || number > this.tree.groups) throw new UnreadableRegex(`There is no group ${group}.`);
    return number;
  }

  /** A part of its own, which ends with `accept`. */
  private enclosed(opening: Extract<Instruction, { op: 'atomic' | 'look' }>, body: () => void): void {
    this.add(opening);
    body();
    this.add({ op: 'accept' });
    opening.end = this.code.length;
  }

  private choice(options: readonly RegexNode[], loops: Loops | undefined): void {
    const jumps = options.map((option, index) => {
      const isLast = index === options.length - 1;
      const split = isLast ? undefined : this.add({ op: 'split', first: this.code.length + 1, second: 0 });
      this.emit(option, loops);
      const jump = isLast ? undefined : this.add({ op: 'jump', to: 0 });
      if (split) split.second = this.code.length;
      return jump;
    });
    for (const jump of jumps) if (jump) jump.to = this.code.length;
  }

  private condition({ group, yes, no }: Extract<RegexNode, { kind: 'condition' }>, loops: Loops | undefined): void {
    const condition = this.add({ op: 'condition', group: this.groupOf(group), no: 0 });
    this.emit(yes, loops);
    const jump = this.add({ op: 'jump', to: 0 });
    condition.no = this.code.length;
    this.emit(no, loops);
    jump.to = this.code.length;
  }

  private repeat(node: RepeatNode, loops: Loops | undefined): void {
    const { body, least, most } = node;
    const isEndless = most - least > countedTurns;
    const copies = Math.min(least, countedTurns);
    if (!isEndless && copies + most - least > 7 && body.kind !== 'set') this.repeatsChoices = true;
    const inner = isEndless ? { repeat: node, outer: loops } : loops;
    for (let turn = 0; turn < (isEndless ? copies - 1 : copies); turn += 1) this.emit(body, loops);
    if (isEndless) this.endless(node, copies > 0, inner);
    else this.optional(node, most - least, loops);
  }

  /** `body*`, or `body+` when the first turn is not optional. */
  private endless({ body, mode }: RepeatNode, isFirstNeeded: boolean, loops: Loops | undefined): void {
    this.hasLoops = true;
    const register = this.registers;
    this.registers += 1;
    const entry = isFirstNeeded ? undefined : this.split();
    const start = this.code.length;
    this.add({ op: 'iterate', register });
    this.emit(body, loops);
    const progress = this.add<Extract<Instruction, { op: 'progress' }>>({ op: 'progress', register, out: undefined });
    const again = this.split();
    this.aim(again, mode, start, this.code.length);
    if (entry) this.aim(entry, mode, start, this.code.length);
    if (isFirstNeeded || !this.failsEmpty) progress.out = this.code.length;
  }

  private optional({ body, mode }: RepeatNode, turns: number, loops: Loops | undefined): void {
    const splits = Array.from({ length: turns }, () => {
      const split = this.split();
      const start = this.code.length;
      this.emit(body, loops);
      return { split, start };
    });
    for (const { split, start } of splits) this.aim(split, mode, start, this.code.length);
  }

  private split(): Split {
    return this.add<Split>({ op: 'split', first: 0, second: 0 });
  }

  /** Greedy repetitions try another turn first, lazy ones the way out. */
  private aim(split: Split, mode: RepeatNode['mode'], turn: number, out: number): void {
    split.first = mode === 'lazy' ? out : turn;
    split.second = mode === 'lazy' ? turn : out;
  }
}
