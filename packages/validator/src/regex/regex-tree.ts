import type { CharacterSet } from './character-set.ts';

/** Where a part stands in the pattern: UTF-16 offsets, `end` exclusive. */
export interface PatternSpan {
  readonly start: number;
  readonly end: number;
}

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'boundary' | 'no-boundary';

/** A regular expression of either language. */
export type RegexNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | RepeatNode
  | { readonly kind: 'capture'; readonly group: number; readonly body: RegexNode }
  | { readonly kind: 'atomic'; readonly body: RegexNode }
  | LookNode
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'back-reference'; readonly group: number | string; readonly ignoresCase: boolean }
  | { readonly kind: 'condition'; readonly group: number | string; readonly yes: RegexNode; readonly no: RegexNode };

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly body: RegexNode;
  readonly least: number;
  /** Infinity when there is no bound. */
  readonly most: number;
  readonly mode: 'greedy' | 'lazy' | 'possessive';
  readonly span: PatternSpan;
}

export interface LookNode {
  readonly kind: 'look';
  readonly body: RegexNode;
  readonly isBehind: boolean;
  readonly isNegative: boolean;
}

/** A pattern with the numbers of its named groups. */
export interface RegexTree {
  readonly root: RegexNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** The pattern is not valid, or uses what this parser does not know: then nothing is said about it. */
export class UnreadableRegex extends Error {
  override readonly name = 'UnreadableRegex';
}
