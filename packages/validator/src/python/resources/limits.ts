import { multiply } from '../../analysis/intervals/arithmetic.ts';
import type { Interval } from '../../analysis/intervals/interval.ts';
import type { Machine, ObservationKind } from './machine.ts';
import type { Site } from './operators.ts';
import { bytesOf } from './sequence-arithmetic.ts';
import { unknown, type Value } from './value.ts';

/** Notes a whole number that certainly has more bits than the policy allows; it is not followed any further. */
export function noteBits(value: Value, { node, machine }: Site): Value {
  if (value.kind !== 'number' || value.isFloat || value.bits.atLeast <= machine.context.policy.limits.numberBits)
    return value;
  machine.note({ kind: 'number', node, amount: value.bits.atLeast, what: 'number' });
  return unknown;
}

/** The upper end of how much comes to how often. */
const total = (amount: Interval, turns: Interval) => multiply(amount, turns).atMost;

/** Adds to the turns that a call can make. */
export function countTurns(turns: Interval, machine: Machine): void {
  if (machine.silence === 0) machine.totals.steps += total(turns, machine.turns);
}

const nouns = { text: 'text', sequence: 'collection' } as const;

/** Notes a text or collection that certainly takes more bytes than the policy allows. */
export function noteBytes(value: Value, { node, machine }: Site): Value {
  if (value.kind !== 'text' && value.kind !== 'sequence') return value;
  const bytes = bytesOf(value);
  if (machine.silence === 0) machine.totals.bytes += total(bytes, machine.turns);
  if (bytes.atLeast <= machine.context.policy.limits.allocationBytes) return value;
  machine.note({ kind: 'allocation', node, amount: bytes.atLeast, what: nouns[value.kind] });
  return unknown;
}

/** Notes room that is asked for by its size alone. */
export function noteSize(bytes: number, what: string, { node, machine }: Site): void {
  if (bytes > machine.context.policy.limits.allocationBytes)
    machine.note({ kind: 'allocation', node, amount: bytes, what });
}

/** Notes more turns than the policy allows; true when it did. */
export function noteTurns(
  turns: number,
  { node, machine }: Site,
  how: { kind?: ObservationKind; what: string; isLeftEarly?: boolean },
): boolean {
  const { kind = 'steps', what, isLeftEarly = false } = how;
  const total = turns * machine.turns.atLeast;
  // A search may end at once; one through more than any machine can do is refused all the same.
  const limit = machine.context.policy.limits.loopSteps * (isLeftEarly ? 1_000 : 1);
  if (total <= limit || (isLeftEarly && kind !== 'combinatorics')) return false;
  machine.note({ kind, node, amount: total, what });
  return true;
}
