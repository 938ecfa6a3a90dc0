import { type AgentRecord, keyRecordsOf } from '../../domain/agent/agent-record.ts';
import type { KeyId } from '../../domain/ids.ts';
import type { AgentRepository } from '../../ports/agent-repository.ts';
import { newKey } from '../../use-cases/steps/new-key.ts';
import { anAgentRecord } from '../builders.ts';

/** `open` may give the same store again. */
export function describeAgentRepository(name: string, open: () => Promise<AgentRepository>) {
  let agents: AgentRepository;
  const changed = (record: AgentRecord, change: Partial<AgentRecord>): AgentRecord => ({
    ...record,
    ...change,
    revision: record.revision + 1,
  });

  describe(`AgentRepository: ${name}`, () => {
    beforeAll(async () => {
      agents = await open();
    });

    it('gives an agent back as it was put, with everything and with as little as it can have', async () => {
      const full = anAgentRecord({
        description: 'Für Kunden.',
        rate: { requestsPerMinute: 60 },
        quota: { executionsPerDay: 1_000 },
        expiresAt: '2030-01-01T00:00:00.000Z',
        revokedAt: '2026-02-01T00:00:00.000Z',
      });
      const bare = anAgentRecord();

      for (const record of [full, bare]) expect(await agents.put(record)).toBe('written');

      for (const record of [full, bare]) expect(await agents.find(record.name)).toEqual(record);
      expect(await agents.find(`${bare.name}x`)).toBeUndefined();
    });

    it('finds a key with all that admitting it needs, and no other key', async () => {
      const record = anAgentRecord({ rate: { requestsPerMinute: 60 }, expiresAt: '2030-01-01T00:00:00.000Z' });
      await agents.put(record);
      const [key] = keyRecordsOf(record);

      expect(key && (await agents.findKey(key.keyId))).toEqual(key);
      expect(await agents.findKey('key-0000000000000000' as KeyId)).toBeUndefined();
    });

    it('tells of a change at once in the records of all keys that the agent lists', async () => {
      const record = anAgentRecord();
      await agents.put(record);
      const { given } = newKey(new Date());
      const rotated = changed(record, {
        keys: [given, ...record.keys.map((key) => ({ ...key, endsAt: '2026-01-01T01:00:00.000Z' }))],
      });
      const revoked = changed(rotated, { revokedAt: '2026-01-02T00:00:00.000Z' });

      for (const after of [rotated, revoked]) {
        expect(await agents.put(after)).toBe('written');
        for (const key of keyRecordsOf(after)) expect(await agents.findKey(key.keyId)).toEqual(key);
        expect(await agents.find(record.name)).toEqual(after);
      }
    });

    it('never gives a name twice, nor takes a change of what was changed meanwhile', async () => {
      const record = anAgentRecord();
      const rival = anAgentRecord({ name: record.name });
      await agents.put(record);
      await agents.put(changed(record, { description: 'first' }));

      expect(await agents.put(rival)).toBe('stale');
      expect(await agents.put(changed(record, { description: 'second' }))).toBe('stale');
      expect(await agents.put(changed(anAgentRecord(), {}))).toBe('stale');

      expect(await agents.find(record.name)).toMatchObject({ description: 'first', revision: 2 });
      const [lost] = keyRecordsOf(rival);
      expect(lost && (await agents.findKey(lost.keyId))).toBeUndefined();
    });

    it('lets exactly one of many who want a name have it', async () => {
      const { name } = anAgentRecord();
      const rivals = Array.from({ length: 8 }, () => anAgentRecord({ name }));

      const outcomes = await Promise.all(rivals.map((rival) => agents.put(rival)));

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(await agents.find(name)).toEqual(rivals[outcomes.indexOf('written')]);
    });

    it('lets no agent have a key whose id another has', async () => {
      const record = anAgentRecord();
      await agents.put(record);
      const [key] = record.keys;
      const { given } = newKey(new Date());
      const thief = anAgentRecord({ keys: [{ ...given, keyId: key?.keyId ?? given.keyId }] });

      expect(await agents.put(thief)).toBe('key-taken');

      expect(await agents.find(thief.name)).toBeUndefined();
      expect(key && (await agents.findKey(key.keyId))).toMatchObject({ agent: record.agent });
    });

    it('lists by name, from any name on', async () => {
      const records = [anAgentRecord(), anAgentRecord(), anAgentRecord()].sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const record of [...records].reverse()) await agents.put(record);
      const [first, second, third] = records.map((record) => record.name);

      const found = await agents.list({ after: first ?? '', limit: 2 });
      const before = await agents.list({ limit: 1_000 });

      expect(found.map((record) => record.name)).toEqual([second, third]);
      const names = before.map((record) => record.name);
      expect(names).toEqual([...names].sort());
      expect(names).toEqual(expect.arrayContaining([first, second, third]));
    });
  });
}
