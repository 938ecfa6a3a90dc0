import { defaultPolicy } from '@dtr/contracts';
import { createClient } from './client.ts';
import { ProblemError, TransportError } from './problem-error.ts';
import { type Scripted, startScriptedServer } from './testing/scripted-server.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' };
const draft = { name: 'slugify', description: 'Turns a title into a slug.', language: 'python', code: 'x' } as const;
const notFound = { status: 404, json: { code: 'tool.not_found', detail: 'There is no such tool.', requestId: 'r-1' } };
const busy = {
  status: 409,
  headers: { 'retry-after': '0' },
  json: { code: 'idempotency.in_progress', detail: 'Wait.', retryable: true },
};

describe('client', () => {
  const opened: { close(): Promise<void> }[] = [];

  async function open(...script: Scripted[]) {
    const server = await startScriptedServer(script);
    opened.push(server);
    const options = { endpoint: server.endpoint, credentials, timeoutMs: 300, retry: { baseDelayMs: 1 } };
    return { client: createClient(options), seen: server.seen, endpoint: server.endpoint };
  }

  afterEach(async () => {
    for (const server of opened.splice(0)) await server.close();
  });

  it('posts a signed draft and gives back data, ETag and request id', async () => {
    const { client, seen } = await open({
      status: 201,
      headers: { etag: '"1"', 'x-request-id': 'r-1', 'idempotent-replayed': 'true' },
      json: { toolId: 'tool-1' },
    });

    const answer = await client.createTool(draft, { idempotencyKey: 'key-1' });

    expect(answer).toMatchObject({
      status: 201,
      etag: '"1"',
      requestId: 'r-1',
      replayed: true,
      data: { toolId: 'tool-1' },
    });
    const [request] = seen;
    expect(request).toMatchObject({ method: 'POST', target: '/tools', body: JSON.stringify(draft) });
    expect(request?.headers).toMatchObject({ 'idempotency-key': 'key-1', 'x-amz-security-token': 'token' });
    expect(request?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/execute-api\/aws4_request, SignedHeaders=[^,]*\bidempotency-key\b/,
    );
  });

  it('carries the key of an agent in place of a signature, and to open routes neither', async () => {
    const { endpoint, seen } = await open({ status: 200, json: { items: [] } }, { status: 200, json: {} });
    const client = createClient({ endpoint, credentials: { bearer: 'dtr_key' } });

    await client.listTools();
    await client.health();

    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer dtr_key', undefined]);
    expect(seen[0]?.headers).not.toHaveProperty('x-amz-date');
  });

  it.each([
    ['getTool', 'GET /tools/tool-1', (client) => client.getTool('tool-1')],
    [
      'listTools',
      'GET /tools?owner=me&q=a%20b%26c&limit=5',
      (client) => client.listTools({ owner: 'me', q: 'a b&c', limit: 5 }),
    ],
    ['listAgents', 'GET /agents?limit=5', (client) => client.listAgents({ limit: 5 })],
    ['getAgent', 'GET /agents/bot', (client) => client.getAgent('bot')],
    ['createAgent', 'POST /agents', (client) => client.createAgent({ name: 'bot', scopes: ['tools:read'] })],
    ['rotateAgent', 'POST /agents/bot/rotate', (client) => client.rotateAgent('bot', { overlapSeconds: 60 })],
    ['revokeAgent', 'POST /agents/bot/revoke', (client) => client.revokeAgent('bot')],
    ['updateTool', 'PUT /tools/tool-1', (client) => client.updateTool('tool-1', '"1"', draft)],
    ['deleteTool', 'DELETE /tools/tool-1', (client) => client.deleteTool('tool-1', '"1"')],
    ['listVersions', 'GET /tools/tool-1/versions?limit=2', (client) => client.listVersions('tool-1', { limit: 2 })],
    ['getVersion', 'GET /tools/tool-1/versions/3', (client) => client.getVersion('tool-1', 3)],
    ['validate', 'POST /tools/validate', (client) => client.validate(draft)],
    ['execute', 'POST /tools/tool-1/execute', (client) => client.execute('tool-1', { input: {} })],
    [
      'executeTool',
      'POST /tools/tool-1/execute',
      (client) => client.executeTool('tool-1', { input: {} }, { prefer: { waitSeconds: 5 } }),
    ],
    ['getJob', 'GET /jobs/job-1', (client) => client.getJob('job-1')],
    ['listJobs', 'GET /jobs?state=queued&limit=2', (client) => client.listJobs({ state: 'queued', limit: 2 })],
    ['cancelJob', 'POST /jobs/job-1/cancel', (client) => client.cancelJob('job-1')],
    ['getExecution', 'GET /executions/exec-1', (client) => client.getExecution('exec-1')],
    ['listPolicies', 'GET /policies?limit=2', (client) => client.listPolicies({ limit: 2 })],
    ['getPolicy', 'GET /policies/strict', (client) => client.getPolicy('strict')],
    ['putPolicy', 'PUT /policies/default', (client) => client.putPolicy(defaultPolicy, { ifMatch: '"1"' })],
    ['simulatePolicy', 'POST /policies/strict/simulate', (client) => client.simulatePolicy('strict')],
    ['listAudit', 'GET /audit?kind=execution&limit=2', (client) => client.listAudit({ kind: 'execution', limit: 2 })],
    ['health', 'GET /health', (client) => client.health()],
    ['openApi', 'GET /openapi.json', (client) => client.openApi()],
  ] satisfies [string, string, (client: ReturnType<typeof createClient>) => Promise<unknown>][])(
    '%s calls %s',
    async (_name, expected, call) => {
      const { client, seen } = await open({ status: 200, json: { ok: true } });

      await call(client);

      expect(seen.map(({ method, target }) => `${method} ${target}`)).toEqual([expected]);
    },
  );

  it('sends If-Match with updates and deletions', async () => {
    const { client, seen } = await open({ status: 204 });

    await client.updateTool('tool-1', '"7"', draft);
    await client.deleteTool('tool-1', '"8"');

    expect(seen.map(({ headers }) => headers['if-match'])).toEqual(['"7"', '"8"']);
  });

  it('never lets an id reach into the path around it', async () => {
    const { client, seen } = await open({ status: 200, json: {} });

    await client.getTool('a/../b?c#d');

    expect(seen[0]?.target).toBe('/tools/a%2F..%2Fb%3Fc%23d');
    expect(() => client.getTool('..')).toThrow('cannot be an id');
  });

  it('leaves the open routes unsigned', async () => {
    const { client, seen } = await open({ status: 200, json: {} });

    await client.health();
    await client.openApi();

    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  it('resolves health also when the service says it is not well, without a retry', async () => {
    const { client, seen } = await open({ status: 503, json: { status: 'unavailable' } });

    expect(await client.health()).toMatchObject({ status: 503, data: { status: 'unavailable' } });
    expect(seen).toHaveLength(1);
  });

  it('walks all pages and asks for each only when it is needed', async () => {
    const { client, seen } = await open(
      { status: 200, json: { items: [{ toolId: 'a' }, { toolId: 'b' }], nextCursor: 'c/1' } },
      { status: 200, json: { items: [{ toolId: 'c' }] } },
    );

    const ids: string[] = [];
    for await (const { toolId } of client.eachTool({ owner: 'me' })) {
      ids.push(toolId);
      if (toolId === 'b') expect(seen).toHaveLength(1);
    }

    expect(ids).toEqual(['a', 'b', 'c']);
    expect(seen.map(({ target }) => target)).toEqual(['/tools?owner=me', '/tools?owner=me&cursor=c%2F1']);
  });

  it('keeps the text of the body, where large integers are exact', async () => {
    const { client } = await open({ status: 200, text: '{"output":9007199254740993}' });

    expect((await client.getExecution('exec-1')).text).toBe('{"output":9007199254740993}');
  });

  it('throws the problem document of a refusal', async () => {
    const { client } = await open(notFound);

    const error = await client.getTool('tool-1').catch((thrown) => thrown);

    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 404, code: 'tool.not_found', requestId: 'r-1', problem: notFound.json });
    expect(error.message).toBe('GET /tools/tool-1 answered 404 tool.not_found: There is no such tool.');
  });

  it('throws without a problem document when the gateway refused', async () => {
    const { client } = await open({
      status: 403,
      headers: { 'content-type': 'application/json' },
      json: { message: 'Forbidden' },
    });

    const error = await client.getTool('tool-1').catch((thrown) => thrown);

    expect(error).toMatchObject({ status: 403, problem: undefined, code: undefined });
    expect(error.message).toBe('GET /tools/tool-1 answered 403 Forbidden');
  });

  it('repeats a read after a lost connection and after a 503', async () => {
    const { client, seen } = await open('drop', { status: 503 }, { status: 200, json: { toolId: 'tool-1' } });

    expect((await client.getTool('tool-1')).data).toEqual({ toolId: 'tool-1' });
    expect(seen).toHaveLength(3);
  });

  it('repeats a write with an idempotency key, with the same key and body', async () => {
    const { client, seen } = await open(busy, 'drop', { status: 201, json: {} });

    await client.createTool(draft, { idempotencyKey: 'key-1' });

    expect(seen.map(({ headers, body }) => [headers['idempotency-key'], body])).toEqual(
      Array(3).fill(['key-1', JSON.stringify(draft)]),
    );
  });

  it.each([
    ['a lost connection', 'drop'],
    ['a 503', { status: 503 }],
    ['a 409 that says it may be repeated', busy],
  ] satisfies [string, Scripted][])('sends a write without a key once after %s', async (_name, step) => {
    const { client, seen } = await open(step);

    await expect(client.createTool(draft)).rejects.toThrow();

    expect(seen).toHaveLength(1);
  });

  it('leaves it to its caller to run a tool again whose outcome is not known', async () => {
    const json = { code: 'execution.outcome_unknown', detail: 'not known', status: 504, retryable: true };
    const { client, seen } = await open({ status: 504, json });

    const executing = client.execute('tool-1', { input: {} }, { idempotencyKey: 'key-1' });

    await expect(executing).rejects.toMatchObject({ status: 504, code: 'execution.outcome_unknown' });
    expect(seen).toHaveLength(1);
  });

  it('repeats any request after a 429, since it was refused before anything was done', async () => {
    const { client, seen } = await open(
      { status: 429, headers: { 'retry-after': '0' }, json: {} },
      { status: 200, json: {} },
    );

    await client.updateTool('tool-1', '"1"', draft);

    expect(seen).toHaveLength(2);
  });

  it('gives up after its number of tries', async () => {
    const { client, seen } = await open({ status: 503 });

    await expect(client.getTool('tool-1')).rejects.toMatchObject({ status: 503 });

    expect(seen).toHaveLength(4);
  });

  it('says so when no answer comes in time', async () => {
    const { endpoint } = await open('hang');
    const client = createClient({ endpoint, credentials, timeoutMs: 40, retry: { maxAttempts: 1 } });

    const error = await client.getTool('tool-1').catch((thrown) => thrown);

    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ reason: 'timeout', message: 'GET /tools/tool-1 gave no answer within 40 ms' });
  });

  it('says what is wrong with a connection that cannot be made', async () => {
    const { endpoint } = await open('hang');
    await opened.splice(0)[0]?.close();
    const client = createClient({ endpoint, credentials, retry: { maxAttempts: 1 } });

    const error = await client.getTool('tool-1').catch((thrown) => thrown);

    expect(error).toMatchObject({ reason: 'connection', message: expect.stringContaining('ECONNREFUSED') });
  });

  it('stops at the signal of its caller', async () => {
    const { client } = await open('hang');
    const controller = new AbortController();
    const answer = client.getTool('tool-1', { signal: controller.signal });

    controller.abort(new Error('enough'));

    await expect(answer).rejects.toThrow('enough');
  });
});
