import { createTestService } from '../testing/test-service.ts';

const draft = { name: 'bot', scopes: ['tools:read'] };
const path = { name: 'bot' };

describe('the routes of agents', () => {
  let service: ReturnType<typeof createTestService>;
  beforeEach(() => {
    service = createTestService();
  });
  const create = (body: unknown = draft, headers: Record<string, string> = {}) =>
    service.call('POST /agents', { agent: 'operator', body, headers });
  const rotate = (body?: unknown, headers: Record<string, string> = {}) =>
    service.call('POST /agents/{name}/rotate', {
      agent: 'operator',
      path,
      headers,
      ...(body !== undefined && { body }),
    });
  const get = () => service.call('GET /agents/{name}', { agent: 'operator', path });

  it('create an agent with 201, where it is found, and its key for nobody to keep', async () => {
    const { status, headers, json } = await create();

    expect([status, headers.location, headers['cache-control']]).toEqual([201, '/agents/bot', 'no-store']);
    const { key, ...agent } = json;
    expect(key).toMatch(/^dtr_/);
    expect(agent).toMatchObject({ ...draft, agentId: '000000000000/agent/bot', status: 'active' });
    expect((await get()).json).toEqual(agent);
  });

  it('give the answer of a repeated creation again, without the key, and never another agent', async () => {
    const first = await create(draft, { 'idempotency-key': 'k1' });
    const again = await create(draft, { 'idempotency-key': 'k1' });

    const { key, ...agent } = first.json;
    expect(key).toMatch(/^dtr_/);
    expect([again.status, again.headers['idempotent-replayed'], again.json]).toEqual([201, 'true', agent]);
    expect(again.headers.location).toBe('/agents/bot');
  });

  it('rotate with and without a body, once for each Idempotency-Key', async () => {
    await create();

    const plain = await rotate();
    const first = await rotate({ overlapSeconds: 0 }, { 'idempotency-key': 'k2' });
    const again = await rotate({ overlapSeconds: 0 }, { 'idempotency-key': 'k2' });

    expect([plain.status, plain.json.keys.length, first.json.keys.length]).toEqual([200, 2, 1]);
    const { key, ...agent } = first.json;
    expect(key).not.toBe(plain.json.key);
    expect(again.json).toEqual(agent);
    expect((await get()).json).toEqual(agent);
  });

  it('revoke, again and again', async () => {
    await create();
    const revoke = () => service.call('POST /agents/{name}/revoke', { agent: 'operator', path });

    const answers = [await revoke(), await revoke()];

    expect(answers.map(({ status, json }) => [status, json.status, json.keys])).toEqual([
      [200, 'revoked', []],
      [200, 'revoked', []],
    ]);
    expect((await rotate()).json.code).toBe('agent.revoked');
    expect((await create()).json.code).toBe('agent.name_taken');
  });

  it('list page by page', async () => {
    for (const name of ['b', 'a']) await create({ ...draft, name });

    const first = await service.call('GET /agents', { agent: 'operator', query: { limit: '1' } });
    const { nextCursor: cursor } = first.json;
    const second = await service.call('GET /agents', { agent: 'operator', query: { limit: '1', cursor } });

    expect([...first.json.items, ...second.json.items].map(({ name }) => name)).toEqual(['a', 'b']);
    expect(second.json.nextCursor).toBeUndefined();
  });

  it.each([
    [{ ...draft, name: 'Bot' }, '/name'],
    [{ ...draft, scopes: [] }, '/scopes'],
    [{ ...draft, scopes: ['agents:write'] }, '/scopes/0'],
    [{ ...draft, scopes: ['tools:read', 'tools:read'] }, '/scopes'],
    [{ ...draft, expiresAt: 'tomorrow' }, '/expiresAt'],
    [{ ...draft, expiresAt: '2025-01-01T00:00:00Z' }, '/expiresAt'],
    [{ ...draft, rate: { requestsPerMinute: 0 } }, '/rate/requestsPerMinute'],
    [{ ...draft, quota: {} }, '/quota/executionsPerDay'],
    [{ ...draft, owner: 'me' }, '/owner'],
  ])('refuse %j at its place', async (body, pointer) => {
    const { status, json } = await create(body);

    expect([status, json.errors.map((fault: { pointer: string }) => fault.pointer)]).toEqual([400, [pointer]]);
  });

  it('know no agent that was never created', async () => {
    expect([(await get()).status, (await rotate()).status]).toEqual([404, 404]);
  });

  it('refuse whoever is no operator before they look at the request', async () => {
    const query = { verbose: '1' };
    const answers = [
      await service.call('POST /agents', { text: '{' }),
      await service.call('GET /agents', { query: { limit: 'many' } }),
      await service.call('GET /agents/{name}', { path, query }),
      await service.call('POST /agents/{name}/rotate', { path, text: '{' }),
      await service.call('POST /agents/{name}/revoke', { path, query }),
    ];

    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(
      answers.map(() => [403, 'request.forbidden']),
    );
  });
});
