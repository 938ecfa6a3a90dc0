import { makeWorkerUseCases } from '@dtr/core';
import {
  aToolDraft,
  createScriptedExecutor,
  createScriptedValidator,
  finishedWith,
  testSettings,
} from '@dtr/core/testing';
import { createTestService } from '../testing/test-service.ts';

type Service = ReturnType<typeof createTestService>;
const async = { prefer: 'respond-async' };
const ticking = { now: () => new Date() };

async function withTool(service: Service, draft = {}) {
  const { json } = await service.call('POST /tools', { body: aToolDraft(draft) });
  const path = { toolId: String(json.toolId) };
  return (text: string, headers: Record<string, string> = async) =>
    service.call('POST /tools/{toolId}/execute', { path, text, headers });
}

const jobOf = (service: Service, jobId: string, agent = 'planner') =>
  service.call('GET /jobs/{jobId}', { path: { jobId }, agent });
const cancel = (service: Service, jobId: string, agent = 'planner', headers = {}) =>
  service.call('POST /jobs/{jobId}/cancel', { path: { jobId }, agent, headers });

/** What the worker does with every message that is in the queue now. */
async function work({ ports }: Service) {
  const worker = makeWorkerUseCases(ports, testSettings);
  for (const message of [...ports.queue.messages])
    if (message.kind === 'job.run') await worker.runJob(message, { hide: async () => undefined });
}

describe('POST /tools/{toolId}/execute with Prefer', () => {
  it('answers 202 with a job that nobody has taken up yet, and where to find it', async () => {
    const executor = createScriptedExecutor();
    const service = createTestService({ executor });
    const execute = await withTool(service);

    const { status, headers, json } = await execute('{"input":{}}');

    expect(status).toBe(202);
    expect(headers).toMatchObject({
      location: `/jobs/${json.jobId}`,
      'preference-applied': 'respond-async',
      'retry-after': '1',
    });
    expect(json).toMatchObject({ kind: 'execution', state: 'queued', progress: { percent: 0, stage: 'queued' } });
    expect(executor.requests).toEqual([]);
    expect((await jobOf(service, json.jobId)).json).toEqual(json);
  });

  it('waits as long as is preferred, then leaves the job to itself', async () => {
    const service = createTestService({ clock: ticking });
    const execute = await withTool(service);

    const waiting = execute('{"input":{}}', { prefer: 'wait=20, respond-async' });
    while (service.ports.queue.messages.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await work(service);
    const inTime = await waiting;
    const late = await execute('{"input":{}}', { prefer: 'wait=0, respond-async' });

    expect(inTime).toMatchObject({ status: 200, json: { status: 'succeeded', output: { text: 'hello' } } });
    expect(inTime.headers).toMatchObject({ 'preference-applied': 'wait=20' });
    expect(late).toMatchObject({ status: 202, headers: { 'preference-applied': 'respond-async, wait=0' } });
  });

  it('makes a job unasked when the time limit is beyond what a caller is kept waiting', async () => {
    const execute = await withTool(createTestService(), { limits: { timeoutSeconds: 26 } });

    const long = await execute('{"input":{}}', {});
    const shortened = await execute('{"input":{},"timeoutSeconds":25}', {});

    expect([long.status, shortened.status]).toEqual([202, 200]);
    for (const { headers } of [long, shortened]) expect(headers).not.toHaveProperty('preference-applied');
  });

  it('makes one job for one key, whatever the retry prefers', async () => {
    const execute = await withTool(createTestService());
    const key = { 'idempotency-key': 'k' };

    const first = await execute('{"input":{}}', { ...key, ...async });
    const again = await execute('{"input":{}}', { ...key, prefer: 'wait=25' });

    expect(again).toMatchObject({ status: 202, text: first.text, headers: { 'idempotent-replayed': 'true' } });
  });

  it('refuses before there is a job', async () => {
    const service = createTestService();
    const execute = await withTool(service);

    expect(await execute('{"input":{"text":5}}')).toMatchObject({
      status: 400,
      json: { code: 'execution.invalid_input' },
    });
    expect(await execute('{"input":{},"version":9}')).toMatchObject({ status: 404, json: { code: 'tool.not_found' } });
    expect((await service.call('GET /jobs')).json).toEqual({ items: [] });
  });
});

describe('a tool of tier microvm', () => {
  it('is answered with 429 while the rate is used up, unless as a job, which waits', async () => {
    const executor = createScriptedExecutor();
    const validator = createScriptedValidator(() => ({ tier: 'microvm' }));
    const service = createTestService({ executor, validator, windows: { count: async () => 'full' } });
    const execute = await withTool(service);

    expect(await execute('{"input":{}}', {})).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
      json: { code: 'execution.rate_limited', retryable: true },
    });
    const { jobId } = (await execute('{"input":{}}')).json;
    await work(service);
    expect((await jobOf(service, jobId)).json).toMatchObject({ state: 'queued', progress: { percent: 0 } });
    expect(executor.requests).toEqual([]);
  });
});

describe('GET /jobs/{jobId}', () => {
  it('shows the result once there is one, with every digit, and then says no more when to look again', async () => {
    const executor = createScriptedExecutor(() => finishedWith({ outputJson: '123456789012345678901234567890' }));
    const service = createTestService({ executor });
    const execute = await withTool(service);
    const { jobId } = (await execute('{"input":{}}')).json;

    await work(service);
    const { text, json, headers } = await jobOf(service, jobId);

    expect(json).toMatchObject({ state: 'succeeded', attempts: 1, progress: { percent: 100, stage: 'finished' } });
    expect(text).toContain('"output":123456789012345678901234567890}');
    expect(headers).not.toHaveProperty('retry-after');
    const execution = await service.call('GET /executions/{executionId}', { path: { executionId: json.executionId } });
    expect(execution.json).toEqual(json.result);
  });

  it('shows the jobs of others to nobody, to read or to cancel', async () => {
    const service = createTestService();
    const { jobId } = (await (await withTool(service))('{"input":{}}')).json;

    for (const answer of [await jobOf(service, jobId, 'researcher'), await cancel(service, jobId, 'researcher')])
      expect(answer).toMatchObject({ status: 404, json: { code: 'job.not_found' } });
    expect((await service.call('GET /jobs', { agent: 'researcher' })).json).toEqual({ items: [] });
    expect((await jobOf(service, jobId)).json).toMatchObject({ state: 'queued' });
  });

  it.each(['', 'job-1', 'exec-01ARZ3NDEKTSV4RRFFQ69G5FAV', 'job-01ARZ3NDEKTSV4RRFFQ69G5FAV'])(
    'answers 404 for %j',
    async (jobId) => {
      const service = createTestService();

      for (const answer of [await jobOf(service, jobId), await cancel(service, jobId)])
        expect(answer).toMatchObject({ status: 404, json: { code: 'job.not_found' } });
    },
  );
});

describe('POST /jobs/{jobId}/cancel', () => {
  it('ends a job that nobody has taken up, for good, and a keyed retry hears so again', async () => {
    const executor = createScriptedExecutor();
    const service = createTestService({ executor });
    const { jobId } = (await (await withTool(service))('{"input":{}}')).json;
    const key = { 'idempotency-key': 'k' };

    const cancelled = await cancel(service, jobId, 'planner', key);
    await work(service);

    expect(cancelled).toMatchObject({
      status: 202,
      json: { jobId, state: 'cancelled', finishedAt: expect.any(String) },
    });
    expect(executor.requests).toEqual([]);
    expect(await cancel(service, jobId)).toMatchObject({ status: 409, json: { code: 'job.finished' } });
    expect(await cancel(service, jobId, 'planner', key)).toMatchObject({ status: 202, text: cancelled.text });
  });
});

describe('GET /jobs', () => {
  it('lists newest first and page by page, filtered, with cursors for this query alone', async () => {
    const service = createTestService({ clock: ticking });
    const execute = await withTool(service);
    const made: string[] = [];
    for (let count = 0; count < 3; count += 1) made.unshift((await execute('{"input":{}}')).json.jobId);
    await cancel(service, made[1] ?? '');
    const list = (query: Record<string, string>, agent = 'planner') => service.call('GET /jobs', { query, agent });

    const first = await list({ limit: '2' });
    const rest = await list({ limit: '2', cursor: first.json.nextCursor });
    const queued = await list({ state: 'queued', kind: 'execution' });

    expect([...first.json.items, ...rest.json.items].map(({ jobId }: { jobId: string }) => jobId)).toEqual(made);
    expect(rest.json).not.toHaveProperty('nextCursor');
    expect(queued.json.items.map(({ jobId }: { jobId: string }) => jobId)).toEqual([made[0], made[2]]);
    for (const foreign of [
      list({ cursor: first.json.nextCursor, state: 'queued' }),
      list({ cursor: first.json.nextCursor }, 'researcher'),
    ])
      expect(await foreign).toMatchObject({ status: 400, json: { code: 'cursor.invalid' } });
  });
});
