import { anyCharacter, type CharacterSet } from './character-set.ts';
import type { Assertion, RepeatNode } from './regex-tree.ts';

/** One step of a backtracking machine. Unless it says where to go, the next instruction follows. */
export type Instruction =
  | { readonly op: 'set'; readonly set: CharacterSet; readonly loops: Loops | undefined }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'capture'; readonly slot: number }
  /** An iteration begins; `progress` asks whether it consumed anything and leaves the loop when not. */
  | { readonly op: 'iterate'; readonly register: number }
  | { readonly op: 'progress'; readonly register: number; out: number | undefined }
  | { readonly op: 'assertion'; readonly assertion: Assertion }
  | { readonly op: 'back-reference'; readonly group: number; readonly loops: Loops | undefined }
  | { readonly op: 'condition'; readonly group: number; no: number }
  | { readonly op: 'look'; readonly isBehind: boolean; readonly isNegative: boolean; end: number }
  | { readonly op: 'atomic'; end: number }
  | { readonly op: 'accept' };

/** The unbounded repetitions around an instruction, the innermost first. */
export interface Loops {
  readonly repeat: RepeatNode;
  readonly outer: Loops | undefined;
}

export interface Program {
  readonly code: readonly Instruction[];
  readonly groups: number;
  readonly registers: number;
  /** Something that can match in several ways is repeated a fixed number of times. */
  readonly repeatsChoices: boolean;
  readonly hasLoops: boolean;
}

/** The pattern is readable, and larger than what is worked on. */
export class RegexTooLarge extends Error {
  override readonly name = 'RegexTooLarge';
}

/** What an instruction consumes; a back-reference may be anything. */
export function consumedBy(instruction: Instruction): CharacterSet | undefined {
  if (instruction.op === 'set') return instruction.set;
  return instruction.op === 'back-reference' ? anyCharacter : undefined;
}
