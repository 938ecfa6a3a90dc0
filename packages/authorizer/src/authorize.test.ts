import { makeAuthorizerUseCases, makeUseCases } from '@dtr/core';
import { createMemoryPorts, operator, testSettings } from '@dtr/core/testing';
import type { LogLine } from '@dtr/lambda-kit';
import { makeAuthorize } from './authorize.ts';

const account = '000000000000';

/** The door over a world in memory, with what it logs and counts. */
async function openDoor() {
  const ports = createMemoryPorts();
  const { createAgent, revokeAgent } = makeUseCases(ports, testSettings);
  const draft = {
    name: 'bot',
    scopes: ['tools:read', 'tools:execute'] as const,
    rate: { requestsPerMinute: 5 },
    quota: { executionsPerDay: 7 },
  };
  const { key = '' } = await createAgent(operator, { account, draft });
  const lines: LogLine[] = [];
  const counted: string[] = [];
  const authorize = makeAuthorize({
    ...makeAuthorizerUseCases({ keys: ports.agents, audit: ports.audit, clock: ports.clock }),
    log: { info: (line) => lines.push(line), error: (line) => lines.push(line) },
    metrics: { admitted: () => counted.push('admitted'), refused: (reason) => counted.push(reason) },
  });
  const ask = (headers: Record<string, string>, routeKey = 'GET /tools') =>
    authorize({ routeKey, headers, requestContext: { requestId: 'request-1' } });
  return { ask, key, lines, counted, revoke: () => revokeAgent(operator, 'bot') };
}

describe('authorize', () => {
  it.each([
    ['Authorization: Bearer', (key: string) => ({ authorization: `Bearer ${key}` })],
    ['Authorization in any case, with spaces', (key: string) => ({ authorization: ` bearer   ${key} ` })],
    ['x-api-key', (key: string) => ({ 'x-api-key': key })],
    ['both with the same key', (key: string) => ({ authorization: `Bearer ${key}`, 'x-api-key': key })],
    ['x-api-key beside another scheme', (key: string) => ({ authorization: 'Basic abc', 'x-api-key': key })],
  ])('says who it is by %s', async (_case, headers) => {
    const { ask, key } = await openDoor();

    expect(await ask(headers(key))).toEqual({
      isAuthorized: true,
      context: {
        agent: '000000000000/agent/bot',
        keyId: expect.stringMatching(/^key-/),
        scopes: ['tools:read', 'tools:execute'],
        requestsPerMinute: 5,
        executionsPerDay: 7,
      },
    });
  });

  it.each([
    ['no key', () => ({}), 'absent'],
    ['another scheme', (key: string) => ({ authorization: `Basic ${key}` }), 'absent'],
    ['a key without its scheme', (key: string) => ({ authorization: key }), 'absent'],
    ['an empty key', () => ({ authorization: 'Bearer ' }), 'absent'],
    ['half a key', (key: string) => ({ 'x-api-key': key.slice(0, 30) }), 'malformed'],
    [
      'two keys',
      (key: string) => ({ authorization: `Bearer ${key}`, 'x-api-key': `${key.slice(0, -1)}!` }),
      'malformed',
    ],
    ['a key sent twice', (key: string) => ({ 'x-api-key': `${key},${key}` }), 'malformed'],
  ])('says no to %s and tells only us why', async (_case, headers, reason) => {
    const { ask, key, counted } = await openDoor();

    expect(await ask(headers(key))).toEqual({ isAuthorized: false });
    expect(counted).toEqual([reason]);
  });

  it.each(['POST /tools', 'POST /agents', 'PUT /policies/{name}', 'GET /nothing', '$default'])(
    'says no for %s, which the key does not open',
    async (routeKey) => {
      const { ask, key, counted } = await openDoor();

      expect(await ask({ 'x-api-key': key }, routeKey)).toEqual({ isAuthorized: false });
      expect(counted).toEqual(['out-of-scope']);
    },
  );

  it('says no from the moment that revoking was answered', async () => {
    const { ask, key, revoke, counted } = await openDoor();
    await ask({ 'x-api-key': key });

    await revoke();

    expect(await ask({ 'x-api-key': key })).toEqual({ isAuthorized: false });
    expect(counted).toEqual(['admitted', 'revoked']);
  });

  it('logs ids, never keys', async () => {
    const { ask, key, lines } = await openDoor();
    await ask({ 'x-api-key': key });
    await ask({ 'x-api-key': key }, 'POST /tools');
    await ask({ 'x-api-key': `${key}x` });

    expect(lines).toMatchObject([
      { message: 'key admitted', agent: '000000000000/agent/bot', requestId: 'request-1', routeKey: 'GET /tools' },
      { message: 'key refused', reason: 'out-of-scope', agent: '000000000000/agent/bot' },
      { message: 'key refused', reason: 'malformed' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(key.slice(4, 40));
  });
});
