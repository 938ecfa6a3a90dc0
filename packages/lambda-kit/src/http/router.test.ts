import { routes } from '@dtr/contracts';
import { anEvent } from '../testing/an-event.ts';
import { createRouter, type RouteTable } from './router.ts';

const answering = (name: string) => async () => ({ statusCode: 200, headers: {}, body: name });
const table = Object.fromEntries(routes.map(({ operationId }) => [operationId, answering(operationId)])) as unknown;
const route = createRouter(table as RouteTable);

describe('createRouter', () => {
  it.each(routes)('hands $method $path to $operationId', async ({ method, path, operationId }) => {
    expect(await route(anEvent({ routeKey: `${method} ${path}` }))).toMatchObject({ body: operationId });
  });

  it.each(['GET /nothing', '$default', 'PATCH /tools'])('knows no route %s', async (routeKey) => {
    await expect(route(anEvent({ routeKey }))).rejects.toMatchObject({ code: 'request.route_not_found' });
  });
});
