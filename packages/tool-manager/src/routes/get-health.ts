import type { CheckHealth } from '@dtr/core';
import { type HttpRoute, json } from '@dtr/lambda-kit';

/** A process that stood still for longer may have given up an answer that had arrived: checks end after 250 ms. */
const standstillMs = 40;
const tickMs = 10;

/** `GET /health`, open: 503 only when the service cannot work at all. */
export const getHealth =
  (checkHealth: CheckHealth): HttpRoute =>
  async () => {
    const { report: first, longestStandstillMs } = await watched(checkHealth);
    // The first request of an instance loads clients, and nothing is read meanwhile. What that looks like is no outage: ask again.
    const isInDoubt = first.status !== 'ok' && longestStandstillMs > standstillMs;
    const report = isInDoubt ? await checkHealth() : first;
    return json(report.status === 'unavailable' ? 503 : 200, report);
  };

async function watched(checkHealth: CheckHealth) {
  const longestGapMs = watchTicks();
  const report = await checkHealth();
  return { report, longestStandstillMs: longestGapMs() };
}

/** Ticks until it is asked for the longest time between two ticks. */
function watchTicks(): () => number {
  let last = performance.now();
  let longest = 0;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(tick, tickMs);
  return () => {
    clearInterval(timer);
    tick();
    return longest;
  };
}
