import { randomInt } from 'node:crypto';

/** `make soak` runs campaigns at full size, `make test` a tenth of each. */
const isFullSize = process.env.DTR_SOAK === '1';

/** The size of this run, at least one. */
export const sized = (full: number): number => (isFullSize ? full : Math.max(1, Math.round(full / 10)));

/** A seed for one run, printed so that the run can be repeated with `DTR_SEED`. */
export function printedSeed(campaign: string, size: string): number {
  const seed = process.env.DTR_SEED ? Number(process.env.DTR_SEED) : randomInt(2 ** 31);
  process.stderr.write(`campaign ${campaign}: ${size}, seed ${seed}\n`);
  return seed;
}
