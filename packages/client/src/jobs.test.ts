import { createClient } from './client.ts';
import { NoResultError } from './jobs.ts';
import { type Scripted, startScriptedServer } from './testing/scripted-server.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const result = { executionId: 'exec-1', status: 'succeeded', output: 7 };
const running = { jobId: 'job-1', state: 'running' };
const ended = { ...running, state: 'succeeded', finishedAt: '2026-01-01T00:00:00.000Z', result };
const still = (seconds: string) => ({ status: 200, headers: { 'retry-after': seconds }, json: running });

describe('jobs of the client', () => {
  const opened: { close(): Promise<void> }[] = [];

  async function open(...script: Scripted[]) {
    const server = await startScriptedServer(script);
    opened.push(server);
    return { client: createClient({ endpoint: server.endpoint, credentials }), seen: server.seen };
  }

  afterEach(async () => {
    for (const server of opened.splice(0)) await server.close();
  });

  it.each([
    [{ respondAsync: true }, 'respond-async'],
    [{ waitSeconds: 0 }, 'wait=0'],
    [{ respondAsync: true, waitSeconds: 5 }, 'respond-async, wait=5'],
    [{ respondAsync: false }, undefined],
  ])('are asked for with %j', async (prefer, header) => {
    const { client, seen } = await open({ status: 202, json: running });

    await client.executeTool('tool-1', { input: {} }, { prefer });

    expect(seen[0]?.headers.prefer).toBe(header);
  });

  it('are told apart from results', async () => {
    const { client } = await open({ status: 202, json: running }, { status: 200, json: result });

    const first = await client.executeTool('tool-1', { input: {} });
    const second = await client.executeTool('tool-1', { input: {} });

    expect(first.kind === 'job' && first.data.jobId).toBe('job-1');
    expect(second.kind === 'result' && second.data.output).toBe(7);
  });

  it('are waited for, no faster than the service asks for', async () => {
    const { client, seen } = await open(still('1'), { status: 200, json: ended });
    const started = performance.now();

    const { data } = await client.waitForJob('job-1');

    expect(data).toEqual(ended);
    expect(seen).toHaveLength(2);
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('are waited for no longer than asked, and then looked at once more', async () => {
    const { client, seen } = await open(still('9'));

    const error = await client.waitForJob('job-1', { timeoutMs: 30 }).catch((thrown) => thrown);

    expect(error).toBeInstanceOf(NoResultError);
    expect(error).toMatchObject({ job: running, message: 'job-1 is running without a result' });
    expect(seen).toHaveLength(2);
  });

  it('are waited for until the caller stops it', async () => {
    const { client } = await open(still('9'));
    const controller = new AbortController();
    const waiting = client.waitForJob('job-1', { signal: controller.signal });

    setTimeout(() => controller.abort(new Error('enough')), 30);

    await expect(waiting).rejects.toThrow('enough');
  });

  it('are followed to their outcome by execute', async () => {
    const outcome = { status: 200, json: result };
    const { client, seen } = await open(
      { status: 202, json: running },
      still('0'),
      { status: 200, json: ended },
      outcome,
    );

    const { data } = await client.execute('tool-1', { input: {} });

    expect(data).toEqual(result);
    expect(seen.map(({ target }) => target)).toEqual([
      '/tools/tool-1/execute',
      '/jobs/job-1',
      '/jobs/job-1',
      '/executions/exec-1',
    ]);
  });

  it('that end without a result say why', async () => {
    const error = { code: 'job.attempts_exhausted', message: 'Five attempts failed.' };
    const { client } = await open(
      { status: 202, json: running },
      { status: 200, json: { ...running, state: 'failed', finishedAt: ended.finishedAt, error } },
    );

    await expect(client.execute('tool-1', { input: {} })).rejects.toThrow(
      'job-1 is failed without a result: job.attempts_exhausted: Five attempts failed.',
    );
  });
});
