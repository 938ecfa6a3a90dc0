import type { Digest } from '../../domain/ids.ts';
import type { SweptArtifactStore } from '../../ports/artifact-store.ts';
import type { Clock } from '../../ports/clock.ts';

/** Pages of two, so that whoever lists has to page. */
const pageItems = 2;

export function createMemoryArtifactStore(clock: Clock): SweptArtifactStore {
  const artifacts = new Map<Digest, { readonly text: string; readonly storedAt: Date }>();
  return {
    async put(digest, text) {
      if (artifacts.has(digest)) return 'already-present';
      artifacts.set(digest, { text, storedAt: clock.now() });
      return 'added';
    },
    async find(digest) {
      return artifacts.get(digest)?.text;
    },
    async findStoredAt(digest) {
      return artifacts.get(digest)?.storedAt;
    },
    async list(position = '') {
      const all = [...artifacts]
        .filter(([digest]) => digest > position)
        .sort(([left], [right]) => (left < right ? -1 : 1));
      const items = all.slice(0, pageItems).map(([digest, { storedAt }]) => ({ digest, storedAt }));
      const last = items.at(-1);
      return { items, ...(all.length > pageItems && last && { position: last.digest }) };
    },
    async remove(digest) {
      artifacts.delete(digest);
    },
  };
}
