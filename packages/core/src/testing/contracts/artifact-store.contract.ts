import type { Digest } from '../../domain/ids.ts';
import { sha256Of } from '../../domain/sha256.ts';
import type { SweptArtifactStore } from '../../ports/artifact-store.ts';
import { newUlid } from '../builders.ts';

export function describeArtifactStore(name: string, open: () => Promise<SweptArtifactStore>) {
  describe(`ArtifactStore: ${name}`, () => {
    let artifacts: SweptArtifactStore;
    const anArtifact = () => {
      const text = `{"code":"ü😀 ${newUlid()}"}`;
      return { text, digest: sha256Of(text) };
    };
    const listAll = async () => {
      const digests: Digest[] = [];
      let position: string | undefined;
      do {
        const page = await artifacts.list(position);
        digests.push(...page.items.map(({ digest }) => digest));
        position = page.position;
      } while (position !== undefined);
      return digests;
    };

    beforeAll(async () => {
      artifacts = await open();
    });

    it('gives the bytes back as they were put', async () => {
      const { digest, text } = anArtifact();

      expect(await artifacts.put(digest, text)).toBe('added');

      expect(await artifacts.find(digest)).toBe(text);
      expect(await artifacts.findStoredAt(digest)).toBeInstanceOf(Date);
    });

    it('never replaces what is there', async () => {
      const { digest, text } = anArtifact();
      await artifacts.put(digest, text);

      expect(await artifacts.put(digest, 'other')).toBe('already-present');

      expect(await artifacts.find(digest)).toBe(text);
    });

    it('lets exactly one of many writers add an artifact', async () => {
      const { digest, text } = anArtifact();

      const outcomes = await Promise.all(Array.from({ length: 8 }, () => artifacts.put(digest, text)));

      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
    });

    it('finds nothing where nothing is', async () => {
      const { digest } = anArtifact();

      expect(await artifacts.find(digest)).toBeUndefined();
      expect(await artifacts.findStoredAt(digest)).toBeUndefined();
    });

    it('lists every artifact once', async () => {
      const made = Array.from({ length: 5 }, anArtifact);
      for (const { digest, text } of made) await artifacts.put(digest, text);

      const listed = await listAll();

      expect(listed).toEqual(expect.arrayContaining(made.map(({ digest }) => digest)));
      expect(new Set(listed).size).toBe(listed.length);
    });

    it('removes an artifact, also one that is not there', async () => {
      const { digest, text } = anArtifact();
      await artifacts.put(digest, text);

      await artifacts.remove(digest);
      await artifacts.remove(digest);

      expect(await artifacts.find(digest)).toBeUndefined();
      expect(await listAll()).not.toContain(digest);
      expect(await artifacts.put(digest, text)).toBe('added');
    });
  });
}
