import {
  defaultPolicy,
  type Page,
  type Policy,
  type PolicyDocument,
  type PolicySummary,
  strictPolicy,
  type ValidationReport,
} from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aPythonDraft, uniqueName } from './drafts.ts';
import { aPolicyOf, openPolicyBench, type PolicyBench } from './policy-bench.ts';

jest.setTimeout(180_000);

describe('policies', () => {
  let stack: Connection;
  let bench: PolicyBench;
  beforeAll(async () => {
    stack = await connect();
    bench = await openPolicyBench(stack);
  });
  afterEach(() => bench.release());

  it('are listed for everyone, with the built-in ones that nobody stored', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const next: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body, status } = await stack.planner.call<Page<PolicySummary>>('GET', `/policies?limit=1${next}`);
      expect(status).toBe(200);
      names.push(...body.items.map(({ name }) => name));
      cursor = body.nextCursor;
    } while (cursor !== undefined);

    expect(names).toEqual(expect.arrayContaining(['default', 'strict']));
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('are shown whole, with an ETag', async () => {
    const { status, headers, body } = await stack.researcher.call<Policy>('GET', '/policies/strict');
    const absent = await stack.researcher.refused('GET', '/policies/no-such-policy');

    expect(status).toBe(200);
    expect(headers.etag).toMatch(/^"/);
    expect(body).toMatchObject({ name: 'strict', version: 1, updatedBy: 'built-in', updatedAt: null });
    expect(body.document).toEqual(JSON.parse(JSON.stringify(strictPolicy)));
    expect([absent.status, absent.body.code]).toEqual([404, 'policy.not_found']);
  });

  it('are changed and tried by operators alone', async () => {
    const put = await stack.planner.refused('PUT', '/policies/mine', { body: { ...defaultPolicy, name: 'mine' } });
    const simulated = await stack.planner.refused('POST', '/policies/default/simulate', { body: {} });

    expect([put.status, put.body.code]).toEqual([403, 'request.forbidden']);
    expect([simulated.status, simulated.body.code]).toEqual([403, 'request.forbidden']);
  });

  it('count their versions, and ask for the ETag of the one that is changed', async () => {
    const first = await bench.put(aPolicyOf([]));
    const { name, document } = first.body;
    const changed = { ...document, description: 'Changed.' };

    const blind = await bench.refusedPut(changed);
    const stale = await bench.refusedPut(changed, '"v7-000000000000"');
    const second = await bench.put(changed, first.headers.etag);
    const same = await bench.put(changed, second.headers.etag);
    const shown = await stack.planner.call<Policy>('GET', `/policies/${name}`);

    expect([first.status, first.body.version]).toEqual([201, 1]);
    expect([blind.status, blind.body.code]).toEqual([428, 'policy.precondition_required']);
    expect([stale.status, stale.body.code]).toEqual([412, 'policy.precondition_failed']);
    expect([second.status, second.body.version, second.headers.etag]).toEqual([200, 2, shown.headers.etag]);
    expect([same.status, same.body.version, same.headers.etag]).toEqual([200, 2, second.headers.etag]);
    expect(shown.body).toMatchObject({ description: 'Changed.', updatedBy: bench.operatorId });
  });

  it.each<[string, string, (document: PolicyDocument) => unknown]>([
    ['another name than its path', '/name', (document) => ({ ...document, name: 'other' })],
    ['a member too many', '/extra', (document) => ({ ...document, extra: 1 })],
    ['a missing member', '/limits', ({ limits: _, ...document }) => document],
    [
      'an unknown rule',
      '/rules/python.no-such-rule',
      (document) => ({ ...document, rules: { 'python.no-such-rule': {} } }),
    ],
  ])('are refused with %s, at its place, and the one in force stays', async (_, pointer, change) => {
    const { body, headers } = await bench.put(aPolicyOf([]));

    const refused = await stack.operator.refused('PUT', `/policies/${body.name}`, {
      body: change(body.document),
      headers: { 'if-match': headers.etag ?? '' },
    });
    const shown = await stack.planner.call<Policy>('GET', `/policies/${body.name}`);

    expect(refused.status).toBe(400);
    expect(refused.body.errors?.map((error) => error.pointer)).toContain(pointer);
    expect([shown.body.version, shown.headers.etag]).toEqual([1, headers.etag]);
  });

  it('do not share their agents', async () => {
    const agent = `000000000000/user/${uniqueName()}`;
    const first = await bench.put(aPolicyOf([agent]));

    const second = await bench.refusedPut(aPolicyOf([agent, '000000000000/user/else']));

    expect([second.status, second.body.code]).toEqual([409, 'policy.agents_taken']);
    expect(second.body.detail).toContain(first.body.name);
  });

  it('give the same verdict again without another analysis', async () => {
    const draft = aPythonDraft();
    const validate = async () =>
      (await stack.planner.call<ValidationReport>('POST', '/tools/validate', { body: draft })).body;

    const [first, second] = [await validate(), await validate()];

    expect([first.cached, second.cached]).toEqual([false, true]);
    expect({ ...second, cached: false }).toEqual(first);
  });
});
