import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../routes.ts';
import { openApiDocument } from './document.ts';

const document = JSON.parse(JSON.stringify(openApiDocument()));
const operationOf = (operationId: string) => {
  const route = routes.find((candidate) => candidate.operationId === operationId);
  return document.paths[route?.path ?? ''][route?.method.toLowerCase() ?? ''];
};

describe('openApiDocument', () => {
  it('is what docs/openapi.json says; print it anew with packages/contracts/src/print-openapi.ts', () => {
    const published = readFileSync(join(import.meta.dirname, '../../../../docs/openapi.json'), 'utf8');

    expect(JSON.parse(published)).toEqual(document);
  });

  it('shows every route once, with the ways in that the route says', () => {
    for (const { operationId, auth, scope } of routes) {
      const keys = scope === undefined ? [] : [{ bearer: [scope] }, { apiKey: [scope] }];
      const security = auth === 'iam' ? [{ sigv4: [] }, ...keys] : [];
      expect(operationOf(operationId)).toMatchObject({ operationId, security });
    }
    const shown = Object.values<object>(document.paths).flatMap((item) => Object.keys(item));
    expect(shown).toHaveLength(routes.length);
  });

  it('refers only to what it contains', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    const resolve = (path: string) => path.split('/').reduce((value, key) => value?.[key], document);

    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((path) => resolve(path) === undefined)).toEqual([]);
  });

  it('puts X-Request-Id on every answer', () => {
    const answers = routes.flatMap(({ operationId }) =>
      Object.values<{ headers: object }>(operationOf(operationId).responses),
    );

    expect(answers.filter(({ headers }) => !Object.hasOwn(headers, 'X-Request-Id'))).toEqual([]);
  });

  it('says of every answer to a known caller what is left of its rate, and that it may be used up', () => {
    for (const { operationId, auth } of routes) {
      const { responses } = operationOf(operationId);
      for (const { headers } of Object.values<{ headers: object }>(responses))
        expect(Object.hasOwn(headers, 'RateLimit') && Object.hasOwn(headers, 'RateLimit-Policy')).toBe(auth === 'iam');
      expect(JSON.stringify(responses[429]).includes('agent.rate_limited')).toBe(auth === 'iam');
      expect(responses[429].headers).toHaveProperty('Retry-After');
    }
  });

  it('names the statuses that a precondition, a retry and a policy can lead to', () => {
    expect(Object.keys(operationOf('updateTool').responses)).toEqual(
      expect.arrayContaining(['200', '400', '403', '404', '409', '412', '413', '415', '422', '428', '429', '503']),
    );
    expect(Object.keys(operationOf('executeTool').responses)).toEqual(
      expect.arrayContaining(['202', '409', '422', '429', '503', '504']),
    );
    expect(Object.keys(operationOf('cancelJob').responses)).toEqual(expect.arrayContaining(['202', '404', '409']));
  });

  it('accepts either body where health and the gateway give the same status', () => {
    const { content } = operationOf('getHealth').responses[503];

    expect(content['application/json'].schema.anyOf).toEqual([
      { $ref: '#/components/schemas/HealthReport' },
      { $ref: '#/components/schemas/GatewayMessage' },
    ]);
  });
});
