import type { Site } from './operators.ts';
import type { Value } from './value.ts';

const bitsPerDigit = Math.log2(10);

/** Decimal digits to compute with: every operation takes as long as numbers of that size do. */
export function notePrecision(value: Value | undefined, { node, machine }: Site): void {
  if (value?.kind !== 'number') return;
  const bits = value.value.atLeast * bitsPerDigit;
  if (bits > machine.context.policy.limits.numberBits)
    machine.note({ kind: 'precision', node, amount: value.value.atLeast, what: 'precision' });
}
