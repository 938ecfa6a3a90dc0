import type { Page, Tool, ToolVersionSummary } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, uniqueName } from './drafts.ts';

jest.setTimeout(180_000);

describe('PUT and DELETE', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const create = async (draft = aDraft()) => {
    const { body, headers } = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
    return { draft, tool: body, path: `/tools/${body.toolId}`, etag: headers.etag ?? '' };
  };
  const ifMatch = (etag: string) => ({ headers: { 'if-match': etag } });

  it('make a new version when the definition changes, and keep the old one', async () => {
    const { draft, path, etag, tool } = await create();
    const next = { ...aDraft(), name: draft.name };

    const updated = await stack.planner.call<Tool>('PUT', path, { body: next, ...ifMatch(etag) });
    const history = await stack.planner.call<Page<ToolVersionSummary>>('GET', `${path}/versions`);
    const first = await stack.planner.call<Tool>('GET', `${path}/versions/1`);

    expect(updated.status).toBe(200);
    expect(updated.body).toMatchObject({ toolId: tool.toolId, version: 2, code: next.code, createdAt: tool.createdAt });
    expect(updated.headers.etag).not.toBe(etag);
    expect(history.body.items.map(({ version }) => version)).toEqual([2, 1]);
    expect(history.body.items[1]?.digest).toBe(tool.digest);
    expect(first.body).toMatchObject({ version: 1, code: draft.code, digest: tool.digest });
  });

  it('keep the version when only words change, and change nothing when nothing changes', async () => {
    const { draft, path, etag } = await create();

    const reworded = await stack.planner.call<Tool>('PUT', path, {
      body: { ...draft, description: 'Says it better.', tags: ['better'] },
      ...ifMatch(etag),
    });
    const same = await stack.planner.call<Tool>('PUT', path, {
      body: { ...draft, description: 'Says it better.', tags: ['better'] },
      ...ifMatch(reworded.headers.etag ?? ''),
    });

    expect(reworded.body).toMatchObject({ version: 1, description: 'Says it better.', tags: ['better'] });
    expect(reworded.headers.etag).not.toBe(etag);
    expect([same.status, same.headers.etag]).toEqual([200, reworded.headers.etag]);
  });

  it('need If-Match', async () => {
    const { draft, path } = await create();

    const put = await stack.planner.refused('PUT', path, { body: draft });
    const remove = await stack.planner.refused('DELETE', path);

    expect([put.status, put.body.code]).toEqual([428, 'tool.precondition_required']);
    expect([remove.status, remove.body.code]).toEqual([428, 'tool.precondition_required']);
  });

  it('refuse a stale ETag, a weak one and one that is none', async () => {
    const { draft, path, etag } = await create();
    await stack.planner.call('PUT', path, { body: { ...draft, title: 'New' }, ...ifMatch(etag) });

    for (const [tag, status] of [
      [etag, 412],
      ['"wrong"', 412],
      [`W/${etag}`, 412],
      ['not quoted', 400],
    ] as const) {
      const put = await stack.planner.refused('PUT', path, { body: { ...draft, title: 'Lost' }, ...ifMatch(tag) });
      const remove = await stack.planner.refused('DELETE', path, ifMatch(tag));
      expect([tag, put.status, remove.status]).toEqual([tag, status, status]);
    }
    const kept = await stack.planner.call<Tool>('GET', path);
    expect(kept.body.title).toBe('New');
  });

  it('take one of several ETags, and * for whatever is there', async () => {
    const { draft, path, etag } = await create();

    const listed = await stack.planner.call('PUT', path, {
      body: { ...draft, title: 'A' },
      ...ifMatch(`"x", ${etag}`),
    });
    const any = await stack.planner.call('PUT', path, { body: { ...draft, title: 'B' }, ...ifMatch('*') });

    expect([listed.status, any.status]).toEqual([200, 200]);
  });

  it('refuse an update that breaks policy or another name or definition of the caller', async () => {
    const { draft, path, etag } = await create();
    const other = await create();
    const put = (body: unknown) => stack.planner.refused('PUT', path, { body, ...ifMatch(etag) });

    const hostile = await put({ ...draft, code: 'function add(value) { return eval(value); }' });
    const name = await put({ ...draft, name: other.draft.name });
    const definition = await put({ ...other.draft, name: draft.name });

    expect([hostile.status, hostile.body.code]).toEqual([422, 'tool.policy_violation']);
    expect([name.status, name.body.code]).toEqual([409, 'tool.name_taken']);
    expect([definition.status, definition.body.code]).toEqual([409, 'tool.definition_taken']);
  });

  it('belong to the owner: 403 for a shared tool, 404 for a private one', async () => {
    const shared = await create(aDraft({ visibility: 'shared' }));
    const secret = await create();

    for (const [{ draft, path, etag }, status, code] of [
      [shared, 403, 'request.forbidden'],
      [secret, 404, 'tool.not_found'],
    ] as const) {
      const put = await stack.researcher.refused('PUT', path, { body: draft, ...ifMatch(etag) });
      const remove = await stack.researcher.refused('DELETE', path, ifMatch(etag));
      expect([put.status, put.body.code]).toEqual([status, code]);
      expect([remove.status, remove.body.code]).toEqual([status, code]);
    }
  });

  it('leave 404 everywhere after a delete, and free the name and the definition', async () => {
    const { draft, tool, path, etag } = await create(aDraft({ visibility: 'shared' }));

    const gone = await stack.planner.call('DELETE', path, ifMatch(etag));

    expect([gone.status, gone.text]).toEqual([204, '']);
    for (const [method, end, options] of [
      ['GET', '', {}],
      ['GET', '/versions', {}],
      ['GET', '/versions/1', {}],
      ['PUT', '', { body: draft, ...ifMatch(etag) }],
      ['DELETE', '', ifMatch(etag)],
      ['POST', '/execute', { body: { input: { value: 1 } } }],
    ] as const) {
      const { status, body } = await stack.planner.refused(method, path + end, options);
      expect([method, end, status, body.code]).toEqual([method, end, 404, 'tool.not_found']);
    }
    const list = await stack.researcher.call<Page<Tool>>('GET', `/tools?q=${draft.name}`);
    const again = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
    expect(list.body.items).toEqual([]);
    expect(again.status).toBe(201);
    expect(again.body.toolId).not.toBe(tool.toolId);
  });

  it('move the name with a rename', async () => {
    const { draft, path, etag } = await create();
    const name = uniqueName('renamed');

    const renamed = await stack.planner.call<Tool>('PUT', path, { body: { ...draft, name }, ...ifMatch(etag) });
    const successor = await stack.planner.call('POST', '/tools', { body: aDraft({ name: draft.name }) });

    expect(renamed.body).toMatchObject({ name, version: 1 });
    expect(successor.status).toBe(201);
  });

  it('page through a history, newest first', async () => {
    const { draft, path, etag } = await create();
    let tag = etag;
    for (let version = 2; version <= 5; version += 1) {
      const body = { ...aDraft(), name: draft.name };
      tag = (await stack.planner.call('PUT', path, { body, ...ifMatch(tag) })).headers.etag ?? '';
    }

    const first = await stack.planner.call<Page<ToolVersionSummary>>('GET', `${path}/versions?limit=3`);
    const cursor = encodeURIComponent(first.body.nextCursor ?? '');
    const rest = await stack.planner.call<Page<ToolVersionSummary>>('GET', `${path}/versions?limit=3&cursor=${cursor}`);

    expect(first.body.items.map(({ version }) => version)).toEqual([5, 4, 3]);
    expect(rest.body.items.map(({ version }) => version)).toEqual([2, 1]);
    expect(rest.body.nextCursor).toBeUndefined();
    for (const version of ['0', '6', 'latest', '1.0']) {
      const { status } = await stack.planner.refused('GET', `${path}/versions/${version}`);
      expect([version, [400, 404].includes(status)]).toEqual([version, true]);
    }
  });
});
