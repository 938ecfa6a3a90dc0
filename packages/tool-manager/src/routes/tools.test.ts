import { aToolDraft, aViolation, createScriptedValidator } from '@dtr/core/testing';
import { createTestService } from '../testing/test-service.ts';

const created = async (service: ReturnType<typeof createTestService>, given: object = {}) => {
  const answer = await service.call('POST /tools', { body: { ...aToolDraft(), ...given } });
  return { ...answer, toolId: String(answer.json.toolId), etag: String(answer.headers.etag) };
};

describe('POST /tools', () => {
  it('answers 201 with Location and ETag, and the tool can be read there', async () => {
    const service = createTestService();

    const { status, headers, json, toolId, etag } = await created(service);

    expect(status).toBe(201);
    expect(headers).toMatchObject({ location: `/tools/${toolId}`, etag: expect.stringMatching(/^"[^"]+"$/) });
    expect(json).toMatchObject({ name: 'echo', version: 1, owner: '000000000000/user/planner', reused: false });
    const read = await service.call('GET /tools/{toolId}', { path: { toolId } });
    expect(read).toMatchObject({ status: 200, headers: { etag }, json });
  });

  it('answers 200 with the tool that has this definition already', async () => {
    const service = createTestService();
    const { toolId } = await created(service);

    const again = await service.call('POST /tools', { body: aToolDraft({ name: 'other' }) });

    expect(again).toMatchObject({ status: 200, json: { toolId, name: 'echo', reused: true } });
  });

  it.each([
    ['inputSchema', 'parameters'],
    ['input_schema', 'parameters'],
    ['outputSchema', 'returns'],
    ['output_schema', 'returns'],
  ])('takes %s for %s', async (alias, member) => {
    const { parameters, ...draft } = aToolDraft();
    const schema = { type: 'object', properties: { text: { type: 'string' } } };

    const { status, json } = await createTestService().call('POST /tools', { body: { ...draft, [alias]: schema } });

    expect(status).toBe(201);
    expect(json[member]).toEqual(schema);
    expect(json).not.toHaveProperty(alias === member ? 'none' : alias);
  });

  it.each([
    [{ inputSchema: {} }, ['/inputSchema'], 'means the same as parameters'],
    [{ output_schema: {}, outputSchema: {} }, ['/outputSchema', '/output_schema'], 'means the same as'],
  ])('refuses two names of one member: %j', async (given, pointers, message) => {
    const { status, json } = await createTestService().call('POST /tools', { body: { ...aToolDraft(), ...given } });

    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'request.invalid' });
    expect(json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
    expect(json.errors[0].message).toContain(message);
  });

  it('points at the fault in a schema', async () => {
    const draft = { ...aToolDraft(), returns: { type: 'strng' } };

    expect(await createTestService().call('POST /tools', { body: draft })).toMatchObject({
      status: 400,
      json: { code: 'schema.invalid', errors: [{ pointer: '/returns/type' }] },
    });
  });

  it('answers 422 with the violations, and validation answers 200 with them', async () => {
    const validator = createScriptedValidator(() => ({ verdict: 'rejected', violations: [aViolation] }));
    const service = createTestService({ validator });

    expect(await service.call('POST /tools', { body: aToolDraft() })).toMatchObject({
      status: 422,
      headers: { 'content-type': 'application/problem+json' },
      json: { code: 'tool.policy_violation', violations: [aViolation] },
    });
    expect(await service.call('POST /tools/validate', { body: aToolDraft() })).toMatchObject({
      status: 200,
      json: { verdict: 'rejected', violations: [aViolation] },
    });
  });

  it('gives the first answer again for the same key, and refuses the key with another body', async () => {
    const service = createTestService();
    const headers = { 'idempotency-key': 'one' };
    const first = await service.call('POST /tools', { body: aToolDraft(), headers });

    const spaced = JSON.stringify(aToolDraft(), null, 2);
    const again = await service.call('POST /tools', { text: spaced, headers });
    const other = await service.call('POST /tools', { body: aToolDraft({ name: 'other' }), headers });

    expect(again).toMatchObject({
      status: 201,
      text: first.text,
      headers: { ...first.headers, 'idempotent-replayed': 'true' },
    });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency.key_reused' } });
  });

  it('refuses query parameters, as it refuses unknown members', async () => {
    expect(await createTestService().call('POST /tools', { body: aToolDraft(), query: { dry: 'run' } })).toMatchObject({
      status: 400,
      json: { errors: [{ pointer: '/query/dry' }] },
    });
  });
});

describe('PUT and DELETE /tools/{toolId}', () => {
  it('change the tool that If-Match names, once', async () => {
    const service = createTestService();
    const { toolId, etag } = await created(service);
    const put = (ifMatch: string) =>
      service.call('PUT /tools/{toolId}', {
        path: { toolId },
        headers: { 'if-match': ifMatch },
        body: aToolDraft({ description: 'Changed.' }),
      });

    const changed = await put(etag);

    expect(changed).toMatchObject({ status: 200, json: { toolId, version: 1, description: 'Changed.' } });
    expect(changed.headers.etag).not.toBe(etag);
    expect(await put(etag)).toMatchObject({ status: 412, json: { code: 'tool.precondition_failed' } });
    expect(await put(`W/${changed.headers.etag}`)).toMatchObject({ status: 412 });
    expect(await put(`"zz", ${changed.headers.etag}`)).toMatchObject({ status: 200 });
  });

  it('need If-Match and say so', async () => {
    const service = createTestService();
    const { toolId } = await created(service);

    const put = await service.call('PUT /tools/{toolId}', { path: { toolId }, body: aToolDraft() });
    const removed = await service.call('DELETE /tools/{toolId}', { path: { toolId } });

    for (const answer of [put, removed]) {
      expect(answer).toMatchObject({
        status: 428,
        json: { code: 'tool.precondition_required', hint: expect.any(String) },
      });
    }
  });

  it('delete for good', async () => {
    const service = createTestService();
    const { toolId, etag } = await created(service);

    const removed = await service.call('DELETE /tools/{toolId}', { path: { toolId }, headers: { 'if-match': etag } });

    expect(removed).toMatchObject({ status: 204, text: '' });
    expect(await service.call('GET /tools/{toolId}', { path: { toolId } })).toMatchObject({ status: 404 });
    expect(await service.call('GET /tools')).toMatchObject({ json: { items: [] } });
  });
});

describe('GET /tools', () => {
  it('pages with cursors that only this agent and this query can use', async () => {
    const service = createTestService();
    for (const name of ['one', 'two', 'three'])
      await created(service, { name, code: `export function handler() { '${name}' }` });
    const page = (query: Record<string, string>, agent = 'planner') => service.call('GET /tools', { query, agent });

    const first = await page({ limit: '2', owner: 'me' });
    const cursor = String(first.json.nextCursor);
    const second = await page({ limit: '2', owner: 'me', cursor });

    expect(first.json.items.map(({ name }: { name: string }) => name)).toEqual(['three', 'two']);
    expect(second.json).toEqual({ items: [expect.objectContaining({ name: 'one' })] });
    expect(await page({ owner: 'me', cursor, limit: '1' })).toMatchObject({ status: 200 });
    for (const foreign of [
      page({ cursor }),
      page({ owner: 'me', cursor }, 'researcher'),
      page({ owner: 'me', cursor: 'x' }),
    ]) {
      expect(await foreign).toMatchObject({ status: 400, json: { code: 'cursor.invalid' } });
    }
  });

  it('never shows code', async () => {
    const service = createTestService();
    await created(service);

    expect((await service.call('GET /tools')).json.items[0]).not.toHaveProperty('code');
  });
});

describe('versions', () => {
  it('are listed newest first and read one by one', async () => {
    const service = createTestService();
    const { toolId, etag } = await created(service);
    const body = aToolDraft({ code: 'export function handler(input) { return [input]; }' });
    await service.call('PUT /tools/{toolId}', { path: { toolId }, headers: { 'if-match': etag }, body });

    const list = await service.call('GET /tools/{toolId}/versions', { path: { toolId }, query: { limit: '1' } });
    const first = await service.call('GET /tools/{toolId}/versions/{version}', { path: { toolId, version: '1' } });

    expect(list.json).toMatchObject({ items: [{ version: 2 }], nextCursor: expect.any(String) });
    expect(first.json).toMatchObject({ version: 1, code: aToolDraft().code });
  });

  it.each(['0', '3', '-1', '1.5', 'latest', '1e3', ''])('are absent under %j', async (version) => {
    const service = createTestService();
    const { toolId } = await created(service);

    expect(await service.call('GET /tools/{toolId}/versions/{version}', { path: { toolId, version } })).toMatchObject({
      status: 404,
      json: { code: 'tool.not_found' },
    });
  });
});
