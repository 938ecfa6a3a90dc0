import type { ExecutionResult, Tool } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, aTool, uniqueName } from './drafts.ts';

jest.setTimeout(180_000);

describe('an Idempotency-Key', () => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  const withKey = (body: unknown, key = uniqueName('key')) => ({ body, headers: { 'idempotency-key': key } });

  it('replays the first answer of a creation, whole', async () => {
    const request = withKey(aDraft());

    const first = await stack.planner.call<Tool>('POST', '/tools', request);
    const again = await stack.planner.call<Tool>('POST', '/tools', request);

    expect([first.status, first.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect(again.text).toBe(first.text);
    expect([again.headers.etag, again.headers.location]).toEqual([first.headers.etag, first.headers.location]);
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  });

  it('replays an execution instead of running it twice', async () => {
    const { body: tool } = await stack.planner.call<Tool>('POST', '/tools', {
      body: aTool('javascript', 'return Math.random();'),
    });
    const request = withKey({ input: {} });

    const first = await stack.planner.call<ExecutionResult>('POST', `/tools/${tool.toolId}/execute`, request);
    const again = await stack.planner.call<ExecutionResult>('POST', `/tools/${tool.toolId}/execute`, request);
    const other = await stack.planner.call<ExecutionResult>(
      'POST',
      `/tools/${tool.toolId}/execute`,
      withKey({ input: {} }),
    );

    expect(again.body).toEqual(first.body);
    expect(other.body.executionId).not.toBe(first.body.executionId);
    expect(other.body.output).not.toBe(first.body.output);
  });

  it('replays a refusal as well', async () => {
    const request = withKey(aDraft({ code: 'function run() { return eval("1"); }' }));

    const first = await stack.planner.refused('POST', '/tools', request);
    const again = await stack.planner.refused('POST', '/tools', request);

    expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([422, 422, 'true']);
    expect(again.body.violations).toEqual(first.body.violations);
  });

  it('used again for another body, or for another route, answers 422', async () => {
    const key = uniqueName('key');
    const draft = aDraft();
    const { body: tool } = await stack.planner.call<Tool>('POST', '/tools', withKey(draft, key));

    const body = await stack.planner.refused('POST', '/tools', withKey(aDraft(), key));
    const route = await stack.planner.refused(
      'POST',
      `/tools/${tool.toolId}/execute`,
      withKey({ input: { value: 1 } }, key),
    );

    expect([body.status, body.body.code]).toEqual([422, 'idempotency.key_reused']);
    expect([route.status, route.body.code]).toEqual([422, 'idempotency.key_reused']);
  });

  it('belongs to its agent: the same key of another one is another key', async () => {
    const key = uniqueName('key');
    await stack.planner.call('POST', '/tools', withKey(aDraft(), key));

    const other = await stack.researcher.call('POST', '/tools', withKey(aDraft(), key));

    expect([other.status, other.headers['idempotent-replayed']]).toEqual([201, undefined]);
  });

  it('sent twice at once creates once: one answer, and 409 or a replay for the other', async () => {
    const draft = aDraft();
    const request = withKey(draft);

    const answers = await Promise.all(
      Array.from({ length: 6 }, () => stack.planner.call<Tool>('POST', '/tools', request)),
    );
    const list = await stack.planner.call<{ items: unknown[] }>('GET', `/tools?q=${draft.name}`);

    const created = answers.filter(({ status, headers }) => status === 201 && !headers['idempotent-replayed']);
    const waiting = answers.filter(({ status }) => status === 409);
    expect(created).toHaveLength(1);
    expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
    for (const { body, headers } of waiting) {
      expect(body).toMatchObject({ code: 'idempotency.in_progress', retryable: true });
      expect(headers['retry-after']).toMatch(/^\d+$/);
    }
    expect(list.body.items).toHaveLength(1);
  });

  it.each(['x'.repeat(256), 'with space', 'umläut'])('of the form %s is refused', async (key) => {
    const { status, body } = await stack.planner.refused('POST', '/tools', withKey(aDraft(), key));

    expect([status, body.code]).toEqual([400, 'request.invalid']);
    expect(body.detail).toMatch(/Idempotency-Key/i);
  });
});
