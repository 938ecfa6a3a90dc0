import type { NodeOf, ScriptNode } from '../tree.ts';

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

/** `while (test)`, `for (...)`: where a reader points when the loop is wrong. */
export const headOf = (node: LoopNode) => ({ start: node.range[0], end: node.body.range[0] });
