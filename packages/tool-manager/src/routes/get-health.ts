import type { HealthReport } from '@dtr/contracts';
import type { CheckHealth } from '@dtr/core';
import { type HttpRoute, json } from '@dtr/lambda-kit';

/** Checks are given up after 250 ms. One that was given up later than this waited for our own process, not for its dependency. */
const latestMs = 265;

/** `GET /health`, open: 503 only when the service cannot work at all. */
export const getHealth =
  (checkHealth: CheckHealth): HttpRoute =>
  async () => {
    const first = await checkHealth();
    // The first request of an instance loads clients, and nothing is read meanwhile: answers that came in time look late.
    const report = wasHeldUp(first) ? await checkHealth() : first;
    return json(report.status === 'unavailable' ? 503 : 200, report);
  };

function wasHeldUp({ checks }: HealthReport): boolean {
  return Object.values(checks).some(({ status, latencyMs }) => status !== 'ok' && latencyMs > latestMs);
}
