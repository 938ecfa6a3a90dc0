import { defaultPolicy } from '@dtr/contracts';
import { type Answer, createTestService } from '../testing/test-service.ts';

const document = { ...defaultPolicy, name: 'careful', description: 'For tests.', agents: [] };
const path = { name: 'careful' };

describe('the routes of policies', () => {
  let service: ReturnType<typeof createTestService>;
  beforeEach(() => {
    service = createTestService();
  });

  const put = (body: unknown, headers: Record<string, string> = {}, agent = 'operator') =>
    service.call('PUT /policies/{name}', { agent, body, headers, path });
  const get = () => service.call('GET /policies/{name}', { path });
  const simulate = (body: unknown, agent = 'operator') =>
    service.call('POST /policies/{name}/simulate', { agent, body, path: { name: 'default' } });
  const tagOf = ({ headers }: Answer) => headers.etag ?? '';

  it('list all policies page by page, and take no cursor of another list', async () => {
    const first = await service.call('GET /policies', { query: { limit: '1' } });
    const second = await service.call('GET /policies', { query: { cursor: first.json.nextCursor } });
    const foreign = await service.call('GET /tools', { query: { cursor: first.json.nextCursor } });

    expect([...first.json.items, ...second.json.items].map(({ name }) => name)).toEqual(['default', 'strict']);
    expect(second.json.nextCursor).toBeUndefined();
    expect([foreign.status, foreign.json.code]).toEqual([400, 'cursor.invalid']);
  });

  it('apply a new policy with 201 and a changed one with 200, each with its ETag', async () => {
    const created = await put(document);
    const changed = await put({ ...document, description: 'Changed.' }, { 'if-match': tagOf(created) });
    const shown = await get();

    expect([created.status, changed.status]).toEqual([201, 200]);
    expect(tagOf(changed)).not.toBe(tagOf(created));
    expect([shown.json, tagOf(shown)]).toEqual([changed.json, tagOf(changed)]);
  });

  it('take If-None-Match: * for a new policy only', async () => {
    const created = await put(document, { 'if-none-match': '*' });
    const again = await put(document, { 'if-none-match': '*' });
    const tagged = await put(document, { 'if-none-match': tagOf(created) });

    expect([created.status, again.status, tagged.status]).toEqual([201, 412, 400]);
    expect(again.json).toMatchObject({
      title: 'Precondition failed',
      detail: 'There is a policy named "careful" already, and If-None-Match: * applies only a new one.',
      hint: expect.stringContaining(`such as ${tagOf(created)}, as If-Match, without If-None-Match`),
    });
  });

  it('refuse a document with faults as policy.invalid, with all their places', async () => {
    const { limits: _, ...rest } = document;

    const { status, json } = await put({ ...rest, extra: 1 });

    expect([status, json.code]).toEqual([400, 'policy.invalid']);
    expect(json.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual(['/extra', '/limits']);
    expect((await get()).status).toBe(404);
  });

  it('are for operators where they change or try something', async () => {
    const answers = [await put(document, {}, 'planner'), await simulate({}, 'planner')];

    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [403, 'request.forbidden'],
      [403, 'request.forbidden'],
    ]);
  });

  it('refuse whoever is no operator before they look at the request', async () => {
    const query = { verbose: '1' };
    const answers = [
      await put({ extra: 1 }, {}, 'planner'),
      await put(document, { 'if-none-match': '"v1"' }, 'planner'),
      await simulate({ limit: 'many' }, 'planner'),
      await service.call('PUT /policies/{name}', { agent: 'planner', text: '{', path }),
      await service.call('POST /policies/{name}/simulate', { agent: 'planner', text: '{', path, query }),
    ];

    for (const { status, json } of answers) {
      expect([status, json.code]).toEqual([403, 'request.forbidden']);
      expect(json).not.toHaveProperty('errors');
    }
  });

  it('say in one fault that a policy to try belongs under "document"', async () => {
    const bare = await simulate(document);
    const { limits: _, ...part } = document;
    const slips = [await simulate(part), await simulate({ ...document, limit: 1 })];
    const others = [await simulate({ name: 'careful' }), await simulate({ document: part, agents: [], name: 'x' })];

    for (const { status, json } of [bare, ...slips]) {
      expect([status, json.code]).toEqual([400, 'request.invalid']);
      expect(json.errors).toEqual([
        { pointer: '', message: 'is a bare policy; wrap the policy: { "document": { … } }' },
      ]);
    }
    const pointers = others.map(({ json }) => json.errors.map(({ pointer }: { pointer: string }) => pointer).sort());
    expect(pointers).toEqual([['/name'], ['/agents', '/document/limits', '/name']]);
  });

  it('simulate page by page, with a cursor that belongs to the document', async () => {
    for (const name of ['one', 'two']) {
      const body = { name, description: 'd', language: 'javascript', code: `function f(x) { return x; } // ${name}` };
      await service.call('POST /tools', { body });
    }

    const first = await simulate({ limit: 1 });
    const second = await simulate({ limit: 1, cursor: first.json.nextCursor });
    const other = await simulate({ cursor: first.json.nextCursor, document: { ...defaultPolicy, description: 'x' } });

    expect([first.json.examined, second.json.examined]).toEqual([1, 1]);
    expect(second.json.nextCursor).toBeUndefined();
    expect([other.status, other.json.code]).toEqual([400, 'cursor.invalid']);
  });

  it('take no query parameters they do not know', async () => {
    const answer = await service.call('GET /policies/{name}', { path, query: { verbose: '1' } });

    expect(answer.status).toBe(400);
  });
});
