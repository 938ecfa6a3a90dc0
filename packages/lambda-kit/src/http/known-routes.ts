import { type OperationId, type Route, routes } from '@dtr/contracts';

const byKey = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));

/** The route of the contract that the gateway names so; `undefined` for one that is not ours. */
export function routeOf(routeKey: string): Route<OperationId> | undefined {
  return byKey.get(routeKey);
}
