import type { OperationId } from '@dtr/contracts';
import { AppError } from '@dtr/core';
import type { HttpEvent, HttpRoute } from './http-event.ts';
import { routeOf } from './known-routes.ts';

/** What answers each operation of a function. An operation without an answer does not compile. */
export type RouteTable = Readonly<Record<OperationId, HttpRoute>>;

/** The operation that an event is for; `undefined` for a route that is not ours. */
export function operationOf(event: HttpEvent): OperationId | undefined {
  return routeOf(event.routeKey)?.operationId;
}

/** Hands an event to the route it is for. Throws `request.route_not_found`. */
export function createRouter(table: RouteTable): HttpRoute {
  return async (event) => {
    const operationId = operationOf(event);
    if (operationId !== undefined) return table[operationId](event);
    throw new AppError('request.route_not_found', 'There is no such route.', {
      details: { hint: 'GET /openapi.json lists the routes.' },
    });
  };
}
