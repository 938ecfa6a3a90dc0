import { defaultPolicy } from '@dtr/contracts';
import { sha256Of } from '../../domain/sha256.ts';
import type { OutboxReader } from '../../ports/outbox-reader.ts';
import type { PolicyDocumentStore } from '../../ports/policy-document-store.ts';
import type { PolicyRepository } from '../../ports/policy-repository.ts';
import type { PolicySchema } from '../../ports/policy-schema.ts';
import { aPolicyEntry, aPolicyHead, newUlid } from '../builders.ts';

/** Heads and outbox over one state. `open` may give the same store again. */
export function describePolicyRepository(
  name: string,
  open: () => Promise<{ policies: PolicyRepository; outbox: OutboxReader }>,
) {
  let policies: PolicyRepository;
  let outbox: OutboxReader;
  const found = async (policy: string) => (await policies.read()).heads.find((head) => head.name === policy);
  const put = async (head: ReturnType<typeof aPolicyHead>) => {
    const { revision } = await policies.read();
    return policies.put({ revision, head }, aPolicyEntry(head));
  };

  describe(`PolicyRepository: ${name}`, () => {
    beforeAll(async () => {
      ({ policies, outbox } = await open());
    });

    it('gives heads back as they were put, in order of name', async () => {
      const previous = { version: 1, digest: sha256Of('1') };
      const heads = [
        aPolicyHead(),
        aPolicyHead({ version: 2, previous }),
        aPolicyHead({ updatedAt: null, agents: [] }),
      ];

      for (const head of [...heads].reverse()) expect(await put(head)).toBe('written');

      for (const head of heads) expect(await found(head.name)).toEqual(head);
      const names = (await policies.read()).heads.map((head) => head.name);
      expect(names).toEqual([...names].sort());
    });

    it('replaces the head of the same name and counts every write', async () => {
      const first = aPolicyHead();
      await put(first);
      const { revision } = await policies.read();
      const second = { ...first, version: 2, agents: ['000000000000/role/*'] };

      expect(await put(second)).toBe('written');

      expect(await found(first.name)).toEqual(second);
      expect((await policies.read()).revision).toBe(revision + 1);
    });

    it('lets exactly one of many writers move the register on, whichever policies they write', async () => {
      const { revision } = await policies.read();
      const heads = Array.from({ length: 8 }, () => aPolicyHead());

      const outcomes = await Promise.all(heads.map((head) => policies.put({ revision, head }, aPolicyEntry(head))));

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      const there = await Promise.all(heads.map((head) => found(head.name)));
      expect(there.map((head) => head !== undefined)).toEqual(outcomes.map((outcome) => outcome === 'written'));
    });

    it('announces what it wrote and nothing that it refused', async () => {
      const start = newUlid();
      const head = aPolicyHead();
      const entry = aPolicyEntry(head);
      const { revision } = await policies.read();

      await policies.put({ revision, head }, entry);
      await policies.put({ revision, head: aPolicyHead() }, aPolicyEntry(head));

      expect(await outbox.list({ after: start, limit: 100 })).toEqual([entry]);
    });
  });
}

export function describePolicyDocumentStore(name: string, open: () => Promise<PolicyDocumentStore>) {
  describe(`PolicyDocumentStore: ${name}`, () => {
    it('gives a text back and never replaces it', async () => {
      const documents = await open();
      const digest = sha256Of(newUlid());
      expect(await documents.find(digest)).toBeUndefined();

      await documents.put(digest, '{"name":"ü"}');
      await documents.put(digest, '{"name":"other"}');

      expect(await documents.find(digest)).toBe('{"name":"ü"}');
    });
  });
}

export function describePolicySchema(name: string, open: () => Promise<PolicySchema>) {
  describe(`PolicySchema: ${name}`, () => {
    it('finds no fault in the built-in default', async () => {
      expect(await (await open()).check(defaultPolicy)).toEqual([]);
    });

    it('points at what is missing and at what is too much', async () => {
      const { limits: _limits, ...rest } = defaultPolicy;

      const faults = await (await open()).check({ ...rest, extra: 1 });

      expect(faults.map(({ pointer }) => pointer).sort()).toEqual(['/extra', '/limits']);
    });

    it.each([null, 7, 'text', []])('refuses %j', async (value) => {
      expect((await (await open()).check(value)).length).toBeGreaterThan(0);
    });
  });
}
