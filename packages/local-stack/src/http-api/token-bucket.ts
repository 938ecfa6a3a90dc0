/** A rate that holds over time, and how far a burst may go beyond it. */
export interface Throttle {
  readonly requestsPerSecond: number;
  readonly burst: number;
}

/** Says whether one more request is within the rate. `now` in milliseconds. */
export function createTokenBucket({ requestsPerSecond, burst }: Throttle, now: () => number = () => performance.now()) {
  let tokens = burst;
  let atMs = now();
  return function take(): boolean {
    const current = now();
    tokens = Math.min(burst, tokens + ((current - atMs) / 1000) * requestsPerSecond);
    atMs = current;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
