import type { EstimatedRange } from '@dtr/contracts';
import * as arithmetic from '../../analysis/intervals/arithmetic.ts';
import { between, exactly, type Interval, larger } from '../../analysis/intervals/interval.ts';
import type { ScriptContext } from '../script-context.ts';
import type { ScriptNode } from '../tree.ts';
import { resourcesOf } from './facts.ts';
import { bytesOf } from './values.ts';
import { runsOf } from './work.ts';

/** `isOpen`: some part has no known end, whatever the others come to. */
interface Openness {
  readonly isOpen: boolean;
}

/** Functions that call each other from loops are followed this far. */
const mostCalls = 3;

/** Turns of all loops in one call. */
export function stepsOf(context: ScriptContext, { isOpen }: Openness): EstimatedRange {
  const { tree } = context;
  const loops = tree.nodesOf('ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForOfStatement', 'ForInStatement');
  const bodies: ScriptNode[] = loops.map(({ body }) => body);
  const callbacks = tree
    .nodesOf('ArrowFunctionExpression', 'FunctionExpression')
    .flatMap((node) => (isRepeated(node, context) && node.body ? [node.body] : []));
  return total(
    [...bodies, ...callbacks].map((body) => runsOf(body, context, { calls: mostCalls }).count),
    isOpen,
  );
}

const isRepeated = (node: ScriptNode, { tree }: ScriptContext) => {
  const call = tree.parentOf(node);
  return call?.type === 'CallExpression' && call.callee !== node && call.callee.type === 'MemberExpression';
};

/** Texts, lists and buffers whose sizes are constant. */
export function memoryOf(context: ScriptContext, { isOpen }: Openness): EstimatedRange {
  const { valueAt } = resourcesOf(context);
  const nodes = context.tree.nodesOf('CallExpression', 'NewExpression', 'ArrayExpression');
  const sizes = nodes.flatMap((node) => {
    const value = valueAt(node);
    const isSized = value.kind === 'text' || value.kind === 'list' || value.kind === 'buffer';
    return isSized ? [arithmetic.multiply(bytesOf(value), runsOf(node, context, { calls: mostCalls }).count)] : [];
  });
  return total(sizes, isOpen);
}

/** At least the largest of them, at most all of them together. */
function total(parts: readonly Interval[], isOpen: boolean): EstimatedRange {
  const all = parts.reduce((sum, part) => arithmetic.add(sum, part), exactly(0));
  const most = parts.reduce((one, part) => larger(one, part), between(0, 0));
  const atLeast = Math.floor(Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, most.atLeast)));
  const isKnown = !isOpen && all.atMost <= Number.MAX_SAFE_INTEGER;
  return { atLeast, atMost: isKnown ? Math.ceil(all.atMost) : null };
}
