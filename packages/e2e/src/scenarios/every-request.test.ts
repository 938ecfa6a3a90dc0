import { answerOf } from '../http/agent.ts';
import { sendRaw } from '../http/raw-request.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft } from './drafts.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('every answer', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const open = (method: string, path: string, headers: Record<string, string> = {}) =>
    sendRaw({ method, url: new URL(path, stack.endpoints.api), headers });

  it('carries an X-Request-Id, which a problem repeats', async () => {
    const ok = await stack.planner.call('GET', '/tools');
    const refused = await stack.planner.refused('GET', '/tools/tool-01ARZ3NDEKTSV4RRFFQ69G5FAV');
    const unsigned = await open('GET', '/tools');

    expect(ok.headers['x-request-id']).toMatch(uuid);
    expect(refused.headers['x-request-id']).toBe(refused.body.requestId);
    expect(refused.body.requestId).toMatch(uuid);
    expect(unsigned.headers['x-request-id']).toBeDefined();
  });

  it('that is a problem has the whole shape of RFC 9457 and ours', async () => {
    const { headers, body } = await stack.planner.refused('POST', '/tools', {
      body: { ...aDraft(), language: 'ruby' },
    });

    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      type: 'urn:dtr:problem:request.invalid',
      title: 'Invalid request',
      status: 400,
      code: 'request.invalid',
      retryable: false,
      instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
      errors: [{ pointer: '/language', message: expect.stringMatching(/python.*javascript.*typescript/) }],
    });
    expect(body.detail.length).toBeGreaterThan(10);
  });

  it('tells browsers who may read it', async () => {
    const preflight = await open('OPTIONS', '/tools', {
      origin: 'http://localhost:3000',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key',
    });
    const answer = await stack.planner.call('GET', '/tools', { headers: { origin: 'http://localhost:3000' } });

    expect([200, 204]).toContain(preflight.status);
    expect(preflight.headers['access-control-allow-origin']).toBeDefined();
    expect(preflight.headers['access-control-allow-methods']).toMatch(/PUT/);
    expect(preflight.headers['access-control-allow-headers']?.toLowerCase()).toMatch(/if-match/);
    expect(answer.headers['access-control-allow-origin']).toBeDefined();
    expect(answer.headers['access-control-expose-headers']?.toLowerCase()).toMatch(/etag/);
  });

  it('to a path or method that is none is 404', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['PATCH', '/tools'],
      ['DELETE', '/tools'],
      ['POST', '/tools/tool-01ARZ3NDEKTSV4RRFFQ69G5FAV/run'],
    ] as const) {
      const { status } = await stack.planner.call(method, path);
      expect([method, path, status]).toEqual([method, path, 404]);
    }
  });
});

describe('the open routes', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const get = async <Body>(path: string) =>
    answerOf<Body>(await sendRaw({ method: 'GET', url: new URL(path, stack.endpoints.api) }));

  it('say how the service is', async () => {
    const { status, body } = await get<{ status: string; version: string; checks: Record<string, unknown> }>('/health');

    expect(status).toBe(200);
    expect(body.status).toBe('ok');
    expect(body.version.length).toBeGreaterThan(0);
    expect(Object.keys(body.checks).length).toBeGreaterThanOrEqual(2);
    for (const check of Object.values(body.checks)) {
      expect(check).toEqual({ status: 'ok', latencyMs: expect.any(Number) });
    }
  });

  it('describe every route in OpenAPI 3.1', async () => {
    const { status, body } = await get<{ openapi: string; paths: Record<string, Record<string, unknown>> }>(
      '/openapi.json',
    );

    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/tools',
        '/tools/validate',
        '/tools/{toolId}',
        '/tools/{toolId}/execute',
        '/executions/{executionId}',
        '/health',
      ]),
    );
  });

  it('show the documentation without reaching any other host', async () => {
    const page = await get('/docs');
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');

    expect([page.status, page.headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/html/)]);
    expect(page.text).not.toMatch(/https?:\/\/(?!127\.0\.0\.1|localhost)/);
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets.filter((path) => !path.startsWith('data:'))) {
      const url = new URL(asset, new URL('/docs', stack.endpoints.api));
      expect([asset, (await fetch(url)).status]).toEqual([asset, 200]);
    }
  });
});
