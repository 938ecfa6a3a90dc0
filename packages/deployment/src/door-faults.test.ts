import { routes } from '@dtr/contracts';
import { defaultCors } from '@dtr/local-stack';
import { doorFaults } from './door-faults.ts';
import type { PlannedResource } from './plan.ts';
import { aPlan, aResource } from './testing/a-plan.ts';

const routesAt = (module: string, authorization: string) =>
  routes.map(({ method, path, auth }) =>
    aResource(module, 'aws_apigatewayv2_route', {
      route_key: `${method} ${path}`,
      authorization_type: auth === 'none' ? 'NONE' : authorization,
    }),
  );

const doors = [...routesAt('iam_door', 'AWS_IAM'), ...routesAt('key_door', 'CUSTOM')];
const isAt = (module: string, key: string) => (resource: PlannedResource) =>
  resource.module_address === `module.${module}` && resource.change.after?.route_key === key;

describe('doorFaults', () => {
  it('finds none where both doors have every route', () => {
    expect(doorFaults(aPlan(...doors))).toEqual([]);
  });

  it('finds a route that stands open', () => {
    const open = aResource('iam_door', 'aws_apigatewayv2_route', {
      route_key: 'POST /tools',
      authorization_type: 'NONE',
    });
    const others = doors.filter((resource) => !isAt('iam_door', 'POST /tools')(resource));

    expect(doorFaults(aPlan(...others, open))).toEqual([
      'iam_door: POST /tools must have authorization AWS_IAM, not NONE',
    ]);
  });

  it('finds a route that is missing at one door, and one too many', () => {
    const others = doors.filter((resource) => !isAt('key_door', 'GET /audit')(resource));
    const extra = aResource('key_door', 'aws_apigatewayv2_route', {
      route_key: 'GET /secret',
      authorization_type: 'NONE',
    });

    expect(doorFaults(aPlan(...others, extra))).toEqual([
      'key_door has GET /secret, which is no route',
      'key_door: GET /audit must have authorization CUSTOM, not be absent',
    ]);
  });

  it('finds headers that pages may use here and not there, and a time of its own', () => {
    const cors = { allow_headers: defaultCors.allowHeaders, expose_headers: ['etag'] };
    const api = aResource('iam_door', 'aws_apigatewayv2_api', { cors_configuration: [cors] });
    const integration = aResource('iam_door', 'aws_apigatewayv2_integration', { timeout_milliseconds: 5_000 });

    expect(doorFaults(aPlan(...doors, api, integration))).toEqual([
      expect.stringMatching(/^iam_door lets pages read etag; the local stack: .*ratelimit/),
      'iam_door gives up after 5000 ms, not 30000',
    ]);
  });
});
