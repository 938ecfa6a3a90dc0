import { randomBytes } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const randomBits = 80n;

/** Gives a new ULID at each call. Those of one source only grow, also within a millisecond and when the clock steps back. */
export type UlidSource = () => string;

export function createUlidSource(clock: Clock, random: (bytes: number) => Buffer = randomBytes): UlidSource {
  let last = 0n;
  return () => {
    const millis = BigInt(clock.now().getTime());
    const entropy = BigInt(`0x${random(10).toString('hex')}`);
    last = millis > last >> randomBits ? (millis << randomBits) | entropy : last + 1n;
    return encode(last);
  };
}

/** The smallest ULID of an instant. */
export function firstUlidAt(instant: Date): string {
  return encode(BigInt(instant.getTime()) << randomBits);
}

/** The instant that a ULID begins with. */
export function instantOf(ulid: string): Date {
  return new Date([...ulid.slice(0, 10)].reduce((millis, digit) => millis * 32 + alphabet.indexOf(digit), 0));
}

function encode(value: bigint): string {
  let text = '';
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += alphabet[Number((value >> shift) & 31n)];
  return text;
}
