import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { endlessness } from './endless-loops.ts';
import { isLoop } from './loops.ts';
import { runsOf } from './work.ts';

export interface LongNest {
  /** The outermost loop that repeats the others. */
  readonly node: ScriptNode;
  readonly turns: number;
}

/** Functions that call each other from loops are followed this far. */
const mostCalls = 3;

/** Nests of loops and callbacks with constant bounds whose innermost body runs more often than allowed. */
export function longNests(context: ScriptContext, limit: number): LongNest[] {
  const { tree } = context;
  const bodies: ScriptNode[] = tree
    .nodesOf('ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForOfStatement')
    .filter((loop) => loop.type === 'ForOfStatement' || !endlessness(loop, context))
    .map(({ body }) => body);
  const callbacks = tree
    .nodesOf('ArrowFunctionExpression', 'FunctionExpression')
    .flatMap((node) => (tree.parentOf(node)?.type === 'CallExpression' ? [node.body ?? node] : []));
  const found = new Map<ScriptNode, number>();
  for (const body of [...bodies, ...callbacks]) {
    const { count, outermost } = runsOf(body, context, { calls: mostCalls });
    if (!outermost || count.atLeast <= limit || isInEndless(body, context)) continue;
    found.set(outermost, Math.max(count.atLeast, found.get(outermost) ?? 0));
  }
  return [...found].map(([node, turns]) => ({ node, turns }));
}

/** Endless loops have a rule of their own. */
function isInEndless(node: ScriptNode, context: ScriptContext): boolean {
  for (let at = context.tree.parentOf(node); at && !('params' in at); at = context.tree.parentOf(at))
    if (isLoop(at) && 'test' in at && endlessness(at, context)) return true;
  return false;
}
