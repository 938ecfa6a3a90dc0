import type { Page, Tool, ToolSummary, ToolVersionSummary } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, aPythonDraft, uniqueName } from './drafts.ts';

describe('GET /tools', () => {
  let stack: Connection;
  const tag = uniqueName('t').slice(0, 20);
  const created: Tool[] = [];

  beforeAll(async () => {
    stack = await connect();
    const drafts = [
      aDraft({ tags: [tag], description: 'Reckons the Phase of the moon.' }),
      aPythonDraft({ tags: [tag, 'maths'], visibility: 'shared', title: 'Tide tables' }),
      aDraft({ tags: [tag], language: 'typescript' }),
      aDraft({ tags: [tag], visibility: 'shared' }),
      aPythonDraft({ tags: [tag] }),
    ];
    for (const draft of drafts) {
      const { body } = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
      created.push(body);
    }
  });

  const list = async (agent: 'planner' | 'researcher', query: string) => {
    const { body } = await stack[agent].call<Page<ToolSummary>>('GET', `/tools?tag=${tag}&${query}`);
    return body.items.map(({ toolId }) => created.findIndex((tool) => tool.toolId === toolId));
  };

  it('lists summaries without code, newest first', async () => {
    const { status, body } = await stack.planner.call<Page<ToolSummary>>('GET', `/tools?tag=${tag}`);

    expect(status).toBe(200);
    expect(body.items.map(({ toolId }) => toolId)).toEqual([...created].reverse().map(({ toolId }) => toolId));
    expect(body.nextCursor).toBeUndefined();
    for (const item of body.items) {
      for (const absent of ['code', 'parameters', 'returns', 'examples']) expect(item).not.toHaveProperty(absent);
    }
  });

  it('shows to others only what is shared', async () => {
    expect(await list('researcher', '')).toEqual([3, 1]);
    expect(await list('researcher', 'owner=me')).toEqual([]);
    expect(await list('researcher', 'owner=shared')).toEqual([3, 1]);
    expect(await list('planner', 'owner=all')).toEqual([4, 3, 2, 1, 0]);
    expect(await list('planner', 'owner=me')).toEqual([4, 3, 2, 1, 0]);
    expect(await list('planner', 'owner=shared')).toEqual([3, 1]);
  });

  it('filters by language, by tag and by all words of q, in name, title, description and tags', async () => {
    expect(await list('planner', 'language=python')).toEqual([4, 1]);
    expect(await list('planner', 'language=typescript')).toEqual([2]);
    expect(await list('planner', 'q=MOON%20phase')).toEqual([0]);
    expect(await list('planner', 'q=tide')).toEqual([1]);
    expect(await list('planner', 'q=maths')).toEqual([1]);
    expect(await list('planner', `q=${created[3]?.name}`)).toEqual([3]);
    expect(await list('planner', 'q=moon%20tide')).toEqual([]);
  });

  it('pages without gap or repetition', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 10; page += 1) {
      const query = `/tools?tag=${tag}&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
      const { body } = await stack.planner.call<Page<ToolSummary>>('GET', query);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ toolId }) => toolId));
      cursor = body.nextCursor ?? '';
      if (!cursor) break;
    }

    expect(seen).toEqual([...created].reverse().map(({ toolId }) => toolId));
  });

  it.each(['0', '101', '-1', '2.5', 'many', ''])('refuses limit=%s and says what is accepted', async (limit) => {
    const { status, body } = await stack.planner.refused('GET', `/tools?limit=${limit}`);

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(JSON.stringify(body)).toMatch(/limit/);
  });

  it.each(['owner=planner', 'language=ruby', 'colour=red', 'q='])('refuses the query %s', async (query) => {
    const { status, body } = await stack.planner.refused('GET', `/tools?${query}`);

    expect([status, body.code]).toEqual([400, 'request.invalid']);
  });

  describe('with a cursor', () => {
    let cursor: string;
    beforeAll(async () => {
      const { body } = await stack.planner.call<Page<ToolSummary>>('GET', `/tools?tag=${tag}&limit=2`);
      cursor = body.nextCursor ?? '';
    });

    const refusedWith = async (agent: 'planner' | 'researcher', value: string, query = `tag=${tag}&limit=2`) => {
      const { status, body } = await stack[agent].refused('GET', `/tools?${query}&cursor=${encodeURIComponent(value)}`);
      return [status, body.code];
    };

    it('that was changed in any place answers 400', async () => {
      expect(cursor.length).toBeGreaterThan(20);
      for (const place of [0, Math.floor(cursor.length / 2), cursor.length - 2]) {
        const other = cursor[place] === 'A' ? 'B' : 'A';
        const tampered = cursor.slice(0, place) + other + cursor.slice(place + 1);
        expect(await refusedWith('planner', tampered)).toEqual([400, 'cursor.invalid']);
      }
      expect(await refusedWith('planner', cursor.slice(0, -4))).toEqual([400, 'cursor.invalid']);
      expect(await refusedWith('planner', 'nonsense')).toEqual([400, 'cursor.invalid']);
    });

    it('of another agent or another query answers 400', async () => {
      expect(await refusedWith('researcher', cursor)).toEqual([400, 'cursor.invalid']);
      expect(await refusedWith('planner', cursor, 'limit=2')).toEqual([400, 'cursor.invalid']);
    });
  });
});

describe('GET /tools/{toolId}', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it('gives the latest version with its code and the ETag of its creation', async () => {
    const draft = aDraft();
    const created = await stack.planner.call<Tool>('POST', '/tools', { body: draft });

    const { status, headers, body } = await stack.planner.call<Tool>('GET', `/tools/${created.body.toolId}`);

    expect(status).toBe(200);
    expect(headers.etag).toBe(created.headers.etag);
    expect(body).toEqual({ ...created.body, reused: false });
    expect(body.code).toBe(draft.code);
  });

  it('keeps private tools private: absent and forbidden look the same', async () => {
    const secret = await stack.planner.call<Tool>('POST', '/tools', { body: aDraft() });
    const paths = ['', '/versions', '/versions/1'].map((end) => `/tools/${secret.body.toolId}${end}`);
    const absent = ['', '/versions', '/versions/1'].map((end) => `/tools/tool-01ARZ3NDEKTSV4RRFFQ69G5FAV${end}`);

    for (const path of [...paths, ...absent, '/tools/nonsense', '/tools/tool-%2e%2e']) {
      const { status, body } = await stack.researcher.refused('GET', path);
      expect([path, status, body.code]).toEqual([path, 404, 'tool.not_found']);
    }
  });

  it('shows a shared tool to everybody, with its history', async () => {
    const shared = await stack.planner.call<Tool>('POST', '/tools', { body: aDraft({ visibility: 'shared' }) });
    const path = `/tools/${shared.body.toolId}`;

    const tool = await stack.researcher.call<Tool>('GET', path);
    const history = await stack.researcher.call<Page<ToolVersionSummary>>('GET', `${path}/versions`);

    expect(tool.body).toMatchObject({ toolId: shared.body.toolId, code: shared.body.code });
    expect(history.body.items).toEqual([expect.objectContaining({ version: 1, digest: shared.body.digest })]);
  });
});
