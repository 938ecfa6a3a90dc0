import { aToolDraft, createScriptedExecutor, finishedWith } from '@dtr/core/testing';
import { createTestService } from '../testing/test-service.ts';

async function withTool(service: ReturnType<typeof createTestService>) {
  const { json } = await service.call('POST /tools', { body: aToolDraft() });
  const path = { toolId: String(json.toolId) };
  return (text: string, headers: Record<string, string> = {}) =>
    service.call('POST /tools/{toolId}/execute', { path, text, headers });
}

describe('POST /tools/{toolId}/execute', () => {
  it('fills defaults, and gives the result again under its id, to its caller alone', async () => {
    const service = createTestService();
    const execute = await withTool(service);

    const { status, text, json } = await execute('{"input":{}}');
    const path = { executionId: String(json.executionId) };

    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'succeeded', output: { text: 'hello' }, outputStatus: 'valid', error: null });
    expect((await service.call('GET /executions/{executionId}', { path })).json).toEqual(JSON.parse(text));
    expect(await service.call('GET /executions/{executionId}', { path, agent: 'researcher' })).toMatchObject({
      status: 404,
      json: { code: 'execution.not_found' },
    });
  });

  it('carries every digit of a number to the tool and back', async () => {
    const executor = createScriptedExecutor();
    const service = createTestService({ executor });
    const execute = await withTool(service);

    const { text } = await execute('{"input":{"n":123456789012345678901234567890}}');

    expect(executor.requests.at(-1)?.inputJson).toContain('"n":123456789012345678901234567890');
    expect(text).toContain('"n":123456789012345678901234567890');
  });

  it.each([
    ['{"input":{"text":5}}', 'execution.invalid_input', '/input/text'],
    ['{}', 'request.invalid', '/input'],
    ['{"input":[]}', 'request.invalid', '/input'],
    ['{"input":{},"version":"1"}', 'request.invalid', '/version'],
    ['{"input":{},"verison":1}', 'request.invalid', '/verison'],
    ['{"input":{"text":"\\u0000"}}', 'request.invalid', '/input/text'],
  ])('refuses %s', async (text, code, pointer) => {
    const execute = await withTool(createTestService());

    expect(await execute(text)).toMatchObject({ status: 400, json: { code, errors: [{ pointer }] } });
  });

  it('runs once for one key', async () => {
    const executor = createScriptedExecutor();
    const service = createTestService({ executor });
    const execute = await withTool(service);
    const key = { 'idempotency-key': 'k' };

    const first = await execute('{"input":{}}', key);
    const again = await execute('{"input":{}}', key);

    expect(again).toMatchObject({ status: 200, text: first.text, headers: { 'idempotent-replayed': 'true' } });
    expect(executor.requests).toHaveLength(1);
  });

  it('answers 200 for a tool that failed, 503 for one that did not start, 504 when the outcome is unknown', async () => {
    const outcomes = [
      finishedWith({ status: 'failed', error: { type: 'ValueError', message: 'no' } }),
      { outcome: 'not-started', reason: 'busy' } as const,
      { outcome: 'unknown', reason: 'lost' } as const,
    ];
    const executor = createScriptedExecutor(() => outcomes.shift() ?? finishedWith({ outputJson: '1' }));
    const execute = await withTool(createTestService({ executor }));

    expect(await execute('{"input":{}}')).toMatchObject({ status: 200, json: { status: 'failed', output: null } });
    expect(await execute('{"input":{}}')).toMatchObject({
      status: 503,
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
      json: { code: 'execution.not_started', retryable: true },
    });
    expect(await execute('{"input":{}}')).toMatchObject({
      status: 504,
      json: { code: 'execution.outcome_unknown', executionId: expect.stringMatching(/^exec-/) },
    });
  });
});
