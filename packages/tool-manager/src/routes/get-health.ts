import type { CheckHealth } from '@dtr/core';
import { type HttpRoute, json } from '@dtr/lambda-kit';

/** `GET /health`, open: 503 only when the service cannot work at all. */
export const getHealth =
  (checkHealth: CheckHealth): HttpRoute =>
  async () => {
    const report = await checkHealth();
    return json(report.status === 'unavailable' ? 503 : 200, report);
  };
