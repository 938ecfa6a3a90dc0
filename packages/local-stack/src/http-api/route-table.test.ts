import type { Route } from '@dtr/contracts';
import { createRouteTable } from './route-table.ts';

const route = (method: Route['method'], path: string): Route => ({
  method,
  path,
  operationId: path,
  auth: 'iam',
  function: 'tool-manager',
});
const find = createRouteTable([
  route('GET', '/tools/{toolId}'),
  route('POST', '/tools/{toolId}/{verb}'),
  route('GET', '/tools/validate'),
  route('POST', '/tools/validate/now'),
  route('POST', '/{any}/validate/now'),
]);

describe('the route table', () => {
  it.each([
    ['GET', '/tools/tool-1', 'GET /tools/{toolId}', { toolId: 'tool-1' }],
    ['GET', '/tools/validate', 'GET /tools/validate', {}],
    ['POST', '/tools/validate/now', 'POST /tools/validate/now', {}],
    ['POST', '/tools/tool-1/now', 'POST /tools/{toolId}/{verb}', { toolId: 'tool-1', verb: 'now' }],
    ['POST', '/x/validate/now', 'POST /{any}/validate/now', { any: 'x' }],
    ['GET', '/tools/a b?c', 'GET /tools/{toolId}', { toolId: 'a b?c' }],
  ])('%s %s is for %s', (method, path, routeKey, pathParameters) => {
    expect(find(method, path)).toMatchObject({ routeKey, pathParameters });
  });

  it.each([
    ['DELETE', '/tools/tool-1'],
    ['HEAD', '/tools/tool-1'],
    ['GET', '/tools/'],
    ['GET', '/tools/tool-1/'],
    ['GET', '//tools/tool-1'],
    ['GET', '/tools/a/b'],
    ['GET', '/TOOLS/tool-1'],
    ['GET', ''],
  ])('%s %s is for nobody', (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });
});
