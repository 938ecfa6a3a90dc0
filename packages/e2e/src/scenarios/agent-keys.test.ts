import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@dtr/client';
import { type Agent, agentScopes, type ExecutionResult, type Job, type KeyedAgent, type Tool } from '@dtr/contracts';
import { type Caller, createKeyAgent } from '../http/agent.ts';
import { sendRaw } from '../http/raw-request.ts';
import { type Connection, connect } from '../stack/connection.ts';
import { aDraft, uniqueName } from './drafts.ts';

jest.setTimeout(180_000);

const forbidden = [403, '{"message":"Forbidden"}'];
const newName = () => uniqueName('bot').replace('_', '-');

describe('an agent that comes with a key', () => {
  let stack: Connection;
  let keyApi: string;
  beforeAll(async () => {
    stack = await connect();
    keyApi = stack.endpoints.keyApi ?? '';
  });

  const create = async (scopes: readonly string[], more: object = {}) => {
    const body = { name: newName(), scopes, ...more };
    return (await stack.operator.call<KeyedAgent>('POST', '/agents', { body })).body;
  };
  const withKey = (key = ''): Caller => createKeyAgent(keyApi, { authorization: `Bearer ${key}` }, stack.contract);
  const listing = async (key?: string) => {
    const { status, text } = await withKey(key).call('GET', '/tools?limit=1');
    return status === 200 ? [200] : [status, text];
  };

  it('works with tools as any other agent does, and is the same agent to those at the first door', async () => {
    const { key, agentId } = await create(agentScopes);
    const bot = withKey(key);

    const { body: tool } = await bot.call<Tool>('POST', '/tools', { body: aDraft({ visibility: 'shared' }) });
    const { body: hidden } = await bot.call<Tool>('POST', '/tools', { body: aDraft() });
    const path = `/tools/${tool.toolId}`;
    const { body: done } = await bot.call<ExecutionResult>('POST', `${path}/execute`, {
      body: { input: { value: 1 } },
    });
    const seen = await stack.planner.call<Tool>('GET', path);
    const absent = await stack.planner.refused('GET', `/tools/${hidden.toolId}`);
    const changed = await stack.planner.refused('DELETE', path, { headers: { 'if-match': '*' } });
    const execution = await bot.call<ExecutionResult>('GET', `/executions/${done.executionId}`);

    expect([tool.owner, hidden.owner, seen.body.owner]).toEqual([agentId, agentId, agentId]);
    expect((await bot.call<Tool>('GET', path)).body).toEqual(seen.body);
    expect([done.status, execution.body]).toEqual(['succeeded', done]);
    expect([absent.status, changed.status]).toEqual([404, 403]);
    expect((await stack.planner.refused('GET', `/executions/${done.executionId}`)).status).toBe(404);
  });

  it('follows its own jobs', async () => {
    const { key } = await create(['tools:write', 'tools:execute', 'jobs:read']);
    const client = createClient({ endpoint: keyApi, credentials: { bearer: key ?? '' } });
    const { data: tool } = await client.createTool(aDraft());

    const answer = await client.executeTool(tool.toolId, { input: { value: 1 } }, { prefer: { respondAsync: true } });
    const { jobId } = answer.data as Job;
    const { data: job } = await client.waitForJob(jobId, { timeoutMs: 30_000 });

    expect([answer.kind, job.state]).toEqual(['job', 'succeeded']);
    expect((await stack.planner.refused('GET', `/jobs/${jobId}`)).status).toBe(404);
  });

  it('opens with each scope what the contract says and nothing else', async () => {
    const bots = await Promise.all(
      agentScopes.map(async (scope) => ({ scope, bot: withKey((await create([scope])).key) })),
    );
    const wrong: string[] = [];
    let opened = 0;

    for (const { method, path, scopes } of operationsOf(stack.contract.document)) {
      for (const { scope, bot } of bots) {
        const { status, text } = await bot.call(method, path);
        const isIn = status !== 403 || text !== forbidden[1];
        opened += isIn ? 1 : 0;
        if (isIn !== (scopes === 'open' || scopes.includes(scope)))
          wrong.push(`${method} ${path} with ${scope}: ${status}`);
      }
    }

    expect(wrong).toEqual([]);
    expect(opened).toBeGreaterThan(20);
  });

  it('is let in by either header, and by nothing else that it might send', async () => {
    const { key = '' } = await create(['tools:read']);
    const get = async (headers: Record<string, string>, path = '/tools?limit=1') => {
      const { status } = await sendRaw({ method: 'GET', url: new URL(path, keyApi), headers });
      return status;
    };

    expect(await get({ authorization: `Bearer ${key}` })).toBe(200);
    expect(await get({ 'x-api-key': key })).toBe(200);
    expect(await get({})).toBe(403);
    expect(await get({ authorization: key })).toBe(403);
    expect(await get({ cookie: `key=${key}` }, `/tools?limit=1&api_key=${key}`)).toBe(403);
    expect(await get({ authorization: `Bearer ${key.slice(0, -1)}` })).toBe(403);
    expect(await get({ authorization: `Bearer ${key}`, 'x-api-key': `${key}x` })).toBe(403);
  });

  it('is nobody at the first door, as a signature is nothing at the second', async () => {
    const { key = '' } = await create(['tools:read']);
    const atFirst = createKeyAgent(stack.endpoints.api, { authorization: `Bearer ${key}` }, stack.contract);
    const credentials = await stack.credentialsOf('operator');
    const atSecond = createClient({ endpoint: keyApi, credentials });

    const { status, text } = await atFirst.call('GET', '/tools');

    expect([status, text]).toEqual(forbidden);
    await expect(atSecond.listAgents()).rejects.toMatchObject({ status: 403 });
  });

  it('cannot make itself another agent by what it sends', async () => {
    const { key, agentId } = await create(['tools:write']);
    const headers = { 'x-agent': 'operator', 'x-amzn-oidc-identity': 'operator' };

    const { body } = await withKey(key).call<Tool>('POST', '/tools', { headers, body: aDraft() });

    expect(body.owner).toBe(agentId);
  });

  it('has both keys while they overlap, the new one alone afterwards, and none from the answer on that revokes it', async () => {
    const { name, key } = await create(['tools:read']);
    const rotate = async (overlapSeconds: number) =>
      (await stack.operator.call<KeyedAgent>('POST', `/agents/${name}/rotate`, { body: { overlapSeconds } })).body;

    const second = await rotate(2);
    const during = [await listing(key), await listing(second.key)];
    await sleep(2_100);
    const after = [await listing(key), await listing(second.key)];
    const third = await rotate(0);
    const cut = [await listing(second.key), await listing(third.key)];
    const { body: revoked } = await stack.operator.call<Agent>('POST', `/agents/${name}/revoke`);
    const ended = await listing(third.key);

    expect([during, after, cut]).toEqual([
      [[200], [200]],
      [forbidden, [200]],
      [forbidden, [200]],
    ]);
    expect([revoked.status, revoked.keys, ended]).toEqual(['revoked', [], forbidden]);
  });

  it('is out when its time is over', async () => {
    const { name, key } = await create(['tools:read'], { expiresAt: new Date(Date.now() + 1_500).toISOString() });
    const before = await listing(key);
    await sleep(1_600);

    expect([before, await listing(key)]).toEqual([[200], forbidden]);
    expect((await stack.operator.call<Agent>('GET', `/agents/${name}`)).body.status).toBe('expired');
  });

  it('is given its key once, also when the request is repeated', async () => {
    const body = { name: newName(), scopes: ['tools:read'] };
    const headers = { 'idempotency-key': body.name };

    const first = await stack.operator.call<KeyedAgent>('POST', '/agents', { body, headers });
    const again = await stack.operator.call<KeyedAgent>('POST', '/agents', { body, headers });
    const shown = await stack.operator.call<Agent>('GET', `/agents/${body.name}`);

    const { key, ...agent } = first.body;
    expect(key).toMatch(/^dtr_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}$/);
    expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([201, 'true', agent]);
    expect([shown.body, first.headers['cache-control']]).toEqual([agent, 'no-store']);
  });

  it('is made by operators alone', async () => {
    const body = { name: newName(), scopes: ['tools:read'] };

    const refused = await stack.planner.refused('POST', '/agents', { body });

    expect([refused.status, refused.body.code]).toEqual([403, 'request.forbidden']);
    expect((await stack.operator.refused('GET', `/agents/${body.name}`)).status).toBe(404);
  });

  it('finds the open routes open', async () => {
    for (const path of ['/health', '/openapi.json', '/docs']) {
      expect((await sendRaw({ method: 'GET', url: new URL(path, keyApi) })).status).toBe(200);
    }
  });
});

interface Operation {
  readonly method: string;
  /** With something in the place of each variable. */
  readonly path: string;
  readonly scopes: readonly string[] | 'open';
}

/** Every operation of the document, with what it says of keys. */
function operationsOf({ paths }: Connection['contract']['document']): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const { security } = operation as unknown as { readonly security: readonly Readonly<Record<string, string[]>>[] };
      const scopes = security.flatMap((way) => way.bearer ?? []);
      return {
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, 'nothing-like-it'),
        scopes: security.length === 0 ? 'open' : scopes,
      };
    }),
  );
}
