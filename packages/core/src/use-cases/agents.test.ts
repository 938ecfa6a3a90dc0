import { type AgentDraft, agentLimits } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import { makeUseCases } from '../make-use-cases.ts';
import { operator, planner, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';

const account = '000000000000';
const draft: AgentDraft = { name: 'bot', scopes: ['tools:read'] };
const minute = 60_000;

const setUp = (given: Parameters<typeof createMemoryPorts>[0] = {}) => {
  const clock = createTestClock();
  const ports = createMemoryPorts({ clock, ...given });
  return { ports, clock, ...makeUseCases(ports, testSettings) };
};

describe('createAgent', () => {
  it('gives the agent its first key, and keeps nothing that opens anything', async () => {
    const { createAgent, getAgent, ports } = setUp();

    const { key, ...agent } = await createAgent(operator, { account, draft });

    expect(key).toMatch(/^dtr_/);
    expect(agent).toEqual({
      ...draft,
      agentId: '000000000000/agent/bot',
      status: 'active',
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: operator,
      keys: [{ keyId: expect.stringMatching(/^key-[0-9a-f]{16}$/), createdAt: '2026-01-01T00:00:00.000Z' }],
    });
    expect(await getAgent(operator, 'bot')).toEqual(agent);
    expect(JSON.stringify([await ports.agents.find('bot'), ports.audit.events])).not.toContain(key);
    expect(ports.audit.events).toMatchObject([
      { kind: 'agent.created', actor: operator, details: { agent: agent.agentId, scopes: 'tools:read' } },
    ]);
  });

  it('never gives a name twice, also not after it was revoked', async () => {
    const { createAgent, revokeAgent } = setUp();
    await createAgent(operator, { account, draft });
    await revokeAgent(operator, 'bot');

    await expect(createAgent(operator, { account, draft })).rejects.toMatchObject({ code: 'agent.name_taken' });
  });

  it('finds what an attempt before it has made, and answers without a key', async () => {
    const ports = createMemoryPorts();
    const unheard = { append: async () => Promise.reject(new AppError('dependency.unavailable', 'away')) };
    const broken = makeUseCases({ ...ports, audit: unheard }, testSettings);
    const attempt = { seed: 'seed-1', isRetry: false };
    await expect(broken.createAgent(operator, { account, draft, attempt })).rejects.toThrow('away');

    const { createAgent } = makeUseCases(ports, testSettings);
    const again = await createAgent(operator, { account, draft, attempt: { ...attempt, isRetry: true } });

    expect(again).toMatchObject({ name: 'bot', status: 'active' });
    expect(again).not.toHaveProperty('key');
    const another = createAgent(operator, { account, draft, attempt: { seed: 'seed-2', isRetry: true } });
    await expect(another).rejects.toMatchObject({ code: 'agent.name_taken' });
  });

  it.each(['2026-01-01T00:00:00Z', '2025-12-31T23:59:59.999Z', '2026-13-01T00:00:00Z', '2027-02-30T00:00:00Z'])(
    'refuses to expire at %s',
    async (expiresAt) => {
      const { createAgent, ports } = setUp();

      await expect(createAgent(operator, { account, draft: { ...draft, expiresAt } })).rejects.toMatchObject({
        code: 'request.invalid',
        details: { errors: [{ pointer: '/expiresAt' }] },
      });
      expect(await ports.agents.find('bot')).toBeUndefined();
    },
  );
});

describe('rotateAgent', () => {
  it('lets the key from before work until the overlap has ended, and no longer than it would have', async () => {
    const { createAgent, rotateAgent, getAgent, clock } = setUp();
    const { keys: first } = await createAgent(operator, { account, draft });
    clock.advance(minute);

    const { keys, key } = await rotateAgent(operator, 'bot', 600);
    const { keys: again } = await rotateAgent(operator, 'bot', 3_600);

    expect(key).toMatch(/^dtr_/);
    expect(keys).toMatchObject([{ keyId: expect.any(String) }, { ...first[0], endsAt: '2026-01-01T00:11:00.000Z' }]);
    expect(keys[0]).not.toHaveProperty('endsAt');
    expect(again.map(({ endsAt }) => endsAt)).toEqual([
      undefined,
      '2026-01-01T01:01:00.000Z',
      '2026-01-01T00:11:00.000Z',
    ]);
    clock.advance(10 * minute);
    expect((await getAgent(operator, 'bot')).keys.map(({ keyId }) => keyId)).toEqual([again[0]?.keyId, keys[0]?.keyId]);
  });

  it('ends every other key at once without an overlap', async () => {
    const { createAgent, rotateAgent } = setUp();
    await createAgent(operator, { account, draft });
    await rotateAgent(operator, 'bot');

    const { keys } = await rotateAgent(operator, 'bot', 0);

    expect(keys).toHaveLength(1);
  });

  it('stops at the most keys that work at once, and goes on when they have ended', async () => {
    const { createAgent, rotateAgent } = setUp();
    await createAgent(operator, { account, draft });
    for (let count = 1; count < agentLimits.keys; count += 1) await rotateAgent(operator, 'bot');

    await expect(rotateAgent(operator, 'bot')).rejects.toMatchObject({ code: 'agent.too_many_keys' });
    expect((await rotateAgent(operator, 'bot', 0)).keys).toHaveLength(1);
  });

  it('gives no key to an agent that is revoked, expired or unknown', async () => {
    const { createAgent, rotateAgent, revokeAgent, clock } = setUp();
    await createAgent(operator, { account, draft });
    await createAgent(operator, { account, draft: { ...draft, name: 'brief', expiresAt: '2026-01-01T01:00:00Z' } });
    await revokeAgent(operator, 'bot');
    clock.advance(60 * minute);

    await expect(rotateAgent(operator, 'bot')).rejects.toMatchObject({ code: 'agent.revoked' });
    await expect(rotateAgent(operator, 'brief')).rejects.toMatchObject({ code: 'agent.expired' });
    await expect(rotateAgent(operator, 'nobody')).rejects.toMatchObject({ code: 'agent.not_found' });
  });

  it('loses no key when two operators rotate at the same moment', async () => {
    const { createAgent, rotateAgent, getAgent } = setUp();
    const { keys } = await createAgent(operator, { account, draft });

    const rotated = await Promise.all([rotateAgent(operator, 'bot'), rotateAgent(operator, 'bot')]);

    const given = [...keys, ...rotated.map((agent) => agent.keys[0])].map((key) => key?.keyId);
    expect((await getAgent(operator, 'bot')).keys.map(({ keyId }) => keyId).sort()).toEqual(given.sort());
  });
});

describe('revokeAgent', () => {
  it('ends the agent for good, and changes nothing when it is done again', async () => {
    const { createAgent, revokeAgent, clock, ports } = setUp();
    await createAgent(operator, { account, draft });

    const revoked = await revokeAgent(operator, 'bot');
    clock.advance(minute);
    const again = await revokeAgent(operator, 'bot');

    expect(revoked).toMatchObject({ status: 'revoked', revokedAt: '2026-01-01T00:00:00.000Z', keys: [] });
    expect(again).toEqual(revoked);
    expect((await ports.agents.find('bot'))?.revision).toBe(2);
  });
});

describe('the agents that come with keys', () => {
  it.each(['a'.repeat(3_000), '', 'Bot', 'bot\0', 'bot\n'])(
    'are not looked for under what is no name: %j',
    async (name) => {
      const { getAgent, rotateAgent, revokeAgent, ports } = setUp();
      const find = jest.spyOn(ports.agents, 'find');

      for (const ask of [getAgent, rotateAgent, revokeAgent])
        await expect(ask(operator, name)).rejects.toMatchObject({ code: 'agent.not_found' });
      expect(find).not.toHaveBeenCalled();
    },
  );

  it('are listed by name, page by page', async () => {
    const { createAgent, listAgents } = setUp();
    for (const name of ['c', 'a', 'b']) await createAgent(operator, { account, draft: { ...draft, name } });

    const first = await listAgents(operator, { limit: 2 });
    const second = await listAgents(operator, { limit: 2, position: first.position ?? '' });

    expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([['a', 'b'], ['c']]);
    expect(second.position).toBeUndefined();
  });

  it('are for operators alone', async () => {
    const { createAgent, listAgents, getAgent, rotateAgent, revokeAgent, ports } = setUp();
    const forbidden = { code: 'request.forbidden' };

    await expect(createAgent(planner, { account, draft })).rejects.toMatchObject(forbidden);
    await expect(listAgents(planner, { limit: 1 })).rejects.toMatchObject(forbidden);
    await expect(getAgent(planner, 'bot')).rejects.toMatchObject(forbidden);
    await expect(rotateAgent(planner, 'bot')).rejects.toMatchObject(forbidden);
    await expect(revokeAgent(planner, 'bot')).rejects.toMatchObject(forbidden);
    expect(await ports.agents.list({ limit: 1 })).toEqual([]);
  });
});
