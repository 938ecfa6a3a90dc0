import { routes } from '@dtr/contracts';
import { defaultCors } from '@dtr/local-stack';
import { type Plan, valuesOf } from './plan.ts';
import { routeKeyOf } from './service.ts';

/** The two doors and what each asks of whom a route is not open to. */
const doors = { iam_door: 'AWS_IAM', key_door: 'CUSTOM' } as const;
/** The most of an HTTP API, and what the code counts on; AWS quota page, checked 2026-11. */
const gatewayMs = 30_000;

/** Where a door of the plan has other routes than the contract, asks for something else, or lets pages see other headers than here. */
export function doorFaults(plan: Plan): readonly string[] {
  return Object.entries(doors).flatMap(([module, authorization]) => [
    ...routeFaults(plan, module, authorization),
    ...corsFaults(plan, module),
    ...valuesOf(plan, 'aws_apigatewayv2_integration', module)
      .filter(({ timeout_milliseconds: ms }) => ms !== gatewayMs)
      .map(({ timeout_milliseconds: ms }) => `${module} gives up after ${ms} ms, not ${gatewayMs}`),
  ]);
}

function routeFaults(plan: Plan, module: string, authorization: string): string[] {
  const planned = new Map(
    valuesOf(plan, 'aws_apigatewayv2_route', module).map(({ route_key: key, authorization_type: type }) => [key, type]),
  );
  const wanted = new Map(routes.map((route) => [routeKeyOf(route), route.auth === 'none' ? 'NONE' : authorization]));
  return [
    ...[...planned.keys()].filter((key) => !wanted.has(key)).map((key) => `${module} has ${key}, which is no route`),
    ...[...wanted]
      .filter(([key, type]) => planned.get(key) !== type)
      .map(
        ([key, type]) => `${module}: ${key} must have authorization ${type}, not ${planned.get(key) ?? 'be absent'}`,
      ),
  ];
}

function corsFaults(plan: Plan, module: string): string[] {
  return valuesOf(plan, 'aws_apigatewayv2_api', module).flatMap(({ cors_configuration: cors }) =>
    cors?.[0] === undefined
      ? []
      : [
          ...headerFaults(`${module} lets pages send`, cors[0].allow_headers, defaultCors.allowHeaders),
          ...headerFaults(`${module} lets pages read`, cors[0].expose_headers, defaultCors.exposeHeaders),
        ],
  );
}

function headerFaults(what: string, planned: readonly string[], here: readonly string[]): string[] {
  const sorted = (headers: readonly string[]) =>
    [...headers]
      .map((header) => header.toLowerCase())
      .sort()
      .join(', ');
  return sorted(planned) === sorted(here) ? [] : [`${what} ${sorted(planned)}; the local stack: ${sorted(here)}`];
}
