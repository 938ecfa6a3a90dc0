import type { PolicyHead } from '../../domain/policy/policy-head.ts';
import type { OutboxEntry } from '../../domain/tool/outbox-entry.ts';
import type { PolicyDocumentStore } from '../../ports/policy-document-store.ts';
import type { PolicyRepository } from '../../ports/policy-repository.ts';

/** Announces in the outbox that it is given, which it shares with the catalogue. */
export function createMemoryPolicyRepository(outbox: OutboxEntry[]): PolicyRepository {
  const heads = new Map<string, PolicyHead>();
  let current = 0;
  return {
    async read() {
      return { revision: current, heads: [...heads.values()].sort(byName) };
    },
    async put({ revision, head }, entry) {
      if (revision !== current) return 'stale';
      current += 1;
      heads.set(head.name, head);
      outbox.push(entry);
      return 'written';
    },
  };
}

export function createMemoryPolicyDocumentStore(): PolicyDocumentStore {
  const texts = new Map<string, string>();
  return {
    async put(digest, text) {
      if (!texts.has(digest)) texts.set(digest, text);
    },
    find: async (digest) => texts.get(digest),
  };
}

function byName(left: PolicyHead, right: PolicyHead): number {
  return left.name < right.name ? -1 : 1;
}
