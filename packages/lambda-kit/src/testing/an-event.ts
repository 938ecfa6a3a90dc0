import type { HttpEvent } from '../http/http-event.ts';

/** An event of the HTTP API for tests: a signed request of agent `planner`, with what matters overridden. */
export function anEvent(overrides: Partial<HttpEvent> = {}): HttpEvent {
  return {
    routeKey: 'GET /tools',
    rawQueryString: '',
    requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::000000000000:user/planner' } } },
    ...overrides,
    headers: { 'content-type': 'application/json', ...overrides.headers },
  };
}

/** The code and details of the `AppError` that `run` throws. */
export function errorOf(run: () => unknown): {
  readonly code: string;
  readonly message: string;
  readonly details: object;
} {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string; details: object };
  }
  throw new Error('Nothing was thrown.');
}
