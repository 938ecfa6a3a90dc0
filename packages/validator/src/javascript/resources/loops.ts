import type { Span } from '../../analysis/source-text.ts';
import { type NodeOf, type ScriptNode, spanOf } from '../tree.ts';

export type LoopNode = NodeOf<
  'WhileStatement' | 'DoWhileStatement' | 'ForStatement' | 'ForOfStatement' | 'ForInStatement'
>;
/** Loops that go on as long as a test holds. */
export type TestLoop = NodeOf<'WhileStatement' | 'DoWhileStatement' | 'ForStatement'>;

const kinds: ReadonlySet<string> = new Set([
  'WhileStatement',
  'DoWhileStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
]);

export const isLoop = (node: ScriptNode): node is LoopNode => kinds.has(node.type);

/** Where a reader points when something is wrong: `while (test)`, `for (...)`; of what is no loop, all of it. */
export const headOf = (node: ScriptNode): Span =>
  isLoop(node) ? { start: node.range[0], end: node.body.range[0] } : spanOf(node);
