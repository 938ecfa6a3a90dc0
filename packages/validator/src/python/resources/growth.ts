import type { PyExpression } from '../tree.ts';
import type { Place } from './machine.ts';
import type { Site } from './operators.ts';
import { bytesOf } from './sequence-arithmetic.ts';
import type { Value } from './value.ts';

/** Expressions that make a new value in every turn. */
const making = new Set(['BinOp', 'Call', 'ListComp', 'DictComp', 'SetComp', 'JoinedStr']);
export const isMade = (node: PyExpression | undefined) => node !== undefined && making.has(node.nodeType);

/** What a loop keeps in every turn adds up over its turns; an outer loop may start anew. */
export function noteGrowth(value: Value, { frame }: Place, { node, machine }: Site): void {
  const turns = frame.loops.at(-1)?.turns ?? 1;
  if (turns <= 1 || value.kind === 'number') return;
  const kept = bytesOf(value).atLeast * turns;
  if (kept > machine.context.policy.limits.allocationBytes)
    machine.note({ kind: 'allocation', node, amount: kept, what: value.kind === 'text' ? 'text' : 'collection' });
}
