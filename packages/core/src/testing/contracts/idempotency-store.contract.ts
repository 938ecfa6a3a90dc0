import type { IdempotencyRecord, IdempotencyStore } from '../../ports/idempotency-store.ts';
import { newUlid, planner, researcher } from '../builders.ts';

export function describeIdempotencyStore(name: string, open: () => Promise<IdempotencyStore>) {
  describe(`IdempotencyStore: ${name}`, () => {
    let store: IdempotencyStore;
    const aRecord = (given: Partial<IdempotencyRecord> = {}): IdempotencyRecord => ({
      agent: planner,
      key: `key ${newUlid()} #/~!`,
      fingerprint: 'print',
      seed: newUlid(),
      fence: newUlid(),
      leaseUntil: '2030-01-01T00:00:35.000Z',
      expiresAt: '2030-01-02T00:00:00.000Z',
      ...given,
    });

    beforeAll(async () => {
      store = await open();
    });

    it('adds a record once and gives it to whoever comes second', async () => {
      const record = aRecord();

      expect(await store.add(record)).toBe('added');
      expect(await store.add({ ...record, seed: newUlid(), fence: newUlid() })).toEqual(record);
    });

    it('keeps the same key of two agents apart', async () => {
      const record = aRecord();
      await store.add(record);

      expect(await store.add({ ...record, agent: researcher })).toBe('added');
    });

    it('gives a key to exactly one of many', async () => {
      const record = aRecord();

      const outcomes = await Promise.all(Array.from({ length: 8 }, () => store.add({ ...record, fence: newUlid() })));

      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
    });

    it('replaces a record for the holder of its fence alone', async () => {
      const record = aRecord();
      await store.add(record);
      const mine = { ...record, fence: newUlid() };

      expect(await store.replace(newUlid(), mine)).toBe('lost');
      expect(await store.replace(record.fence, mine)).toBe('replaced');
      expect(await store.replace(record.fence, { ...record, fence: newUlid() })).toBe('lost');
      expect(await store.add(record)).toEqual(mine);
    });

    it('keeps answers, inline or elsewhere', async () => {
      const record = aRecord();
      await store.add(record);
      const inline = { ...record, answer: { text: '{"ü":12345678901234567890}' } };
      const elsewhere = { ...record, answer: { outputKey: 'answers/x' } };

      await store.replace(record.fence, inline);
      expect(await store.add(record)).toEqual(inline);
      await store.replace(record.fence, elsewhere);
      expect(await store.add(record)).toEqual(elsewhere);
    });
  });
}
