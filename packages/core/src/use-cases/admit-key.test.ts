import { newAgentKey } from '../domain/agent/agent-key.ts';
import { keyRecordsOf } from '../domain/agent/agent-record.ts';
import { makeAuthorizerUseCases } from '../make-authorizer-use-cases.ts';
import { makeUseCases } from '../make-use-cases.ts';
import { anAgentRecord, operator, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';
import type { KeyRequest } from './admit-key.ts';

const account = '000000000000';
const minute = 60_000;
type Scope = KeyRequest['scope'];

/** An agent with a key, and the door that it goes to. `reads` counts what was looked up. */
async function setUp() {
  const clock = createTestClock();
  const ports = createMemoryPorts({ clock });
  const useCases = makeUseCases(ports, testSettings);
  const reads: string[] = [];
  const keys = {
    findKey: (keyId: Parameters<typeof ports.agents.findKey>[0]) => {
      reads.push(keyId);
      return ports.agents.findKey(keyId);
    },
  };
  const { admitKey } = makeAuthorizerUseCases({ keys, audit: ports.audit, clock });
  const draft = {
    name: 'bot',
    scopes: ['tools:read', 'jobs:read'] as const,
    rate: { requestsPerMinute: 5 },
    expiresAt: '2026-01-02T00:00:00Z',
  };
  const { key = '', keys: given } = await useCases.createAgent(operator, { account, draft });
  const ask = (asked: string | undefined, ...scopes: readonly Scope[]) =>
    admitKey({ key: asked, scope: scopes.length === 0 ? 'tools:read' : scopes[0] });
  const refusals = () => ports.audit.events.filter(({ kind }) => kind === 'key.refused');
  return { ...useCases, clock, ports, reads, key, keyId: given[0]?.keyId, ask, refusals };
}

describe('admitKey', () => {
  it('says whose key it is, for each of its scopes', async () => {
    const { ask, key, keyId, refusals } = await setUp();

    expect(await ask(key)).toMatchObject({
      isAdmitted: true,
      record: { agent: '000000000000/agent/bot', keyId, rate: { requestsPerMinute: 5 } },
    });
    expect(await ask(key, 'jobs:read')).toMatchObject({ isAdmitted: true });
    expect(refusals()).toEqual([]);
  });

  it.each(['', 'dtr_', 'not-a-key', `dtr_${'A'.repeat(49)}`])(
    'looks nothing up for %j, which cannot be a key',
    async (text) => {
      const { ask, reads } = await setUp();

      expect(await ask(text)).toEqual({ isAdmitted: false, reason: 'malformed' });
      expect(reads).toEqual([]);
    },
  );

  it('knows no key that was never given, nor one that only begins like another', async () => {
    const { ask, key } = await setUp();
    const { admitKey } = makeAuthorizerUseCases({
      keys: { findKey: async () => keyRecordsOf(anAgentRecord())[0] },
      audit: { append: async () => undefined },
      clock: createTestClock(),
    });

    expect(await ask(newAgentKey())).toMatchObject({ isAdmitted: false, reason: 'unknown' });
    expect(await admitKey({ key, scope: 'tools:read' })).toMatchObject({ isAdmitted: false, reason: 'unknown' });
  });

  it.each(['tools:write', 'tools:execute', 'policies:read', undefined] as const)(
    'does not open %s with other scopes',
    async (scope) => {
      const { ask, key } = await setUp();

      expect(await ask(key, scope)).toMatchObject({ isAdmitted: false, reason: 'out-of-scope' });
    },
  );

  it('admits no key of a revoked agent, from the answer on', async () => {
    const { ask, key, revokeAgent } = await setUp();

    await revokeAgent(operator, 'bot');

    expect(await ask(key)).toMatchObject({ isAdmitted: false, reason: 'revoked' });
  });

  it('admits both keys while they overlap, and then the new one alone until the agent expires', async () => {
    const { ask, key, rotateAgent, clock } = await setUp();
    const { key: second } = await rotateAgent(operator, 'bot', 600);
    const reasons = async () =>
      [await ask(key), await ask(second)].map((outcome) => 'reason' in outcome && outcome.reason);

    expect(await reasons()).toEqual([false, false]);
    clock.advance(10 * minute);
    expect(await reasons()).toEqual(['expired', false]);
    clock.advance(24 * 60 * minute);
    expect(await reasons()).toEqual(['expired', 'expired']);
  });

  it('tells an expired agent from a revoked one whatever else is wrong with the key', async () => {
    const { ask, key, revokeAgent, clock } = await setUp();
    clock.advance(24 * 60 * minute);
    expect(await ask(key, 'tools:write')).toMatchObject({ reason: 'expired' });

    await revokeAgent(operator, 'bot');

    expect(await ask(key, 'tools:write')).toMatchObject({ reason: 'revoked' });
  });
});

describe('the trail of refused keys', () => {
  it('tells the reasons apart, names keys by their id alone, and whose they are only where that is certain', async () => {
    const { ask, key, keyId, refusals, revokeAgent } = await setUp();
    const stranger = newAgentKey();
    await ask('nothing');
    await ask(stranger);
    await ask(key, 'tools:write');
    await revokeAgent(operator, 'bot');
    await ask(key);

    expect(refusals().map(({ actor, details }) => [actor, details.reason, details.keyId])).toEqual([
      ['system', 'malformed', undefined],
      ['system', 'unknown', expect.stringMatching(/^key-/)],
      ['000000000000/agent/bot', 'out-of-scope', keyId],
      ['000000000000/agent/bot', 'revoked', keyId],
    ]);
    const text = JSON.stringify(refusals());
    expect(text).not.toContain(key);
    expect(text).not.toContain(stranger);
  });

  it('has one event a minute for whoever tries keys, and counts the others', async () => {
    const { ask, refusals, clock } = await setUp();
    for (let count = 0; count < 50; count += 1) await ask(newAgentKey());
    clock.advance(minute);
    await ask(newAgentKey());

    expect(refusals().map(({ details }) => details.leftOut)).toEqual([0, 49]);
  });

  it('tells of those whose event could not be left as soon as the log is there again', async () => {
    const { ask, refusals, ports } = await setUp();
    jest.spyOn(ports.audit, 'append').mockRejectedValueOnce(new Error('no table'));

    await expect(ask(newAgentKey())).rejects.toThrow('no table');
    await ask(newAgentKey());

    expect(refusals().map(({ details }) => details.leftOut)).toEqual([1]);
  });

  it('is not left by requests without a key', async () => {
    const { ask, refusals } = await setUp();

    expect(await ask(undefined)).toEqual({ isAdmitted: false, reason: 'absent' });
    expect(refusals()).toEqual([]);
  });
});
