import type { KeptText } from '@dtr/core';

/** A kept text as attributes, and back. */
export function toKeptAttributes(kept: KeptText) {
  return 'text' in kept ? { text: kept.text } : { outputKey: kept.outputKey };
}

export function toKeptText({ text, outputKey }: Readonly<Record<string, unknown>>): KeptText | undefined {
  if (typeof text === 'string') return { text };
  return typeof outputKey === 'string' ? { outputKey } : undefined;
}

/** For the table's own expiry, rounded up: an item is never gone early. */
export function epochSeconds(instant: string): number {
  return Math.ceil(Date.parse(instant) / 1_000);
}
