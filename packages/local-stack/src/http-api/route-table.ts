import type { Route } from '@dtr/contracts';

/** A route that matches, with the values of its path variables. */
export interface RouteMatch {
  readonly route: Route;
  /** As API Gateway names it: `POST /tools/{toolId}/execute`. */
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly route: Route;
  readonly segments: readonly string[];
}

const VARIABLE = /^\{(.+)\}$/;

/**
 * Finds routes as HTTP APIs do: the path is decoded before it is cut into segments, a static segment wins over a variable,
 * a variable is never empty, and a trailing slash is a different path.
 */
export function createRouteTable(routes: readonly Route[]): (method: string, path: string) => RouteMatch | undefined {
  const candidates = routes
    .map((route) => ({ route, segments: route.path.split('/') }))
    .sort((left, right) => rankOf(left).localeCompare(rankOf(right)));
  return (method, path) => {
    const segments = path.split('/');
    for (const { route, segments: pattern } of candidates) {
      const pathParameters = route.method === method ? match(pattern, segments) : undefined;
      if (pathParameters) return { route, routeKey: `${route.method} ${route.path}`, pathParameters };
    }
    return undefined;
  };
}

/** Sorts before others what has static segments earlier. */
const rankOf = ({ segments }: Candidate) => segments.map((segment) => (VARIABLE.test(segment) ? '1' : '0')).join('');

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    const name = VARIABLE.exec(part)?.[1];
    if (name === undefined ? part !== segment : segment === '') return undefined;
    if (name !== undefined) values[name] = segment;
  }
  return values;
}
