const firstSeconds = 10;
const longestSeconds = 270;
const factor = 3;

/**
 * How long a message that failed at its n-th receive is kept back: up to 10, 30, 90 and 270 s, and at least half of that, so that what
 * failed together does not come back together.
 */
export function retrySeconds(receives: number, random: () => number): number {
  const most = Math.min(longestSeconds, firstSeconds * factor ** Math.max(0, receives - 1));
  return Math.ceil((most * (1 + random())) / 2);
}
