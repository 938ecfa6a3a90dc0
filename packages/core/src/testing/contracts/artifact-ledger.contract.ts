import { sha256Of } from '../../domain/sha256.ts';
import type { ArtifactLedger } from '../../ports/artifact-ledger.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import { anOutboxEntry, aToolRecord, newUlid } from '../builders.ts';

/** Ledger and catalogue over one state: what a version refers to is marked by the catalogue's write. */
export interface LedgerUnderTest {
  readonly ledger: ArtifactLedger;
  readonly tools: ToolRepository;
}

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1_000);
const period = (from: number, to: number) => ({ now: at(from), until: at(to) });

export function describeArtifactLedger(name: string, open: () => Promise<LedgerUnderTest>) {
  describe(`ArtifactLedger: ${name}`, () => {
    let ledger: ArtifactLedger;
    let tools: ToolRepository;
    const aDigest = () => sha256Of(newUlid());
    const aReferringRecord = (digest: ReturnType<typeof aDigest>, seconds: number) =>
      aToolRecord({ name: `t_${newUlid()}` }, { digest, updatedAt: at(seconds).toISOString() });

    beforeAll(async () => {
      ({ ledger, tools } = await open());
    });

    it('gives the right to remove to one sweeper at a time', async () => {
      const digest = aDigest();

      const claims = await Promise.all([0, 1, 2].map((extra) => ledger.claimRemoval(digest, period(0, 60 + extra))));

      expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    });

    it('gives it again once the claim is over or given back', async () => {
      const digest = aDigest();
      await ledger.claimRemoval(digest, period(0, 60));
      expect(await ledger.claimRemoval(digest, period(59, 120))).toBe('in-use');
      expect(await ledger.claimRemoval(digest, period(61, 120))).toBe('claimed');

      await ledger.endRemoval(digest, at(60));
      expect(await ledger.claimRemoval(digest, period(62, 130))).toBe('in-use');
      await ledger.endRemoval(digest, at(120));
      expect(await ledger.claimRemoval(digest, period(62, 130))).toBe('claimed');
    });

    it('keeps removers away while an artifact is held, and no longer', async () => {
      const digest = aDigest();

      expect(await ledger.hold(digest, period(0, 900))).toBe('held');

      expect(await ledger.claimRemoval(digest, period(899, 999))).toBe('in-use');
      expect(await ledger.claimRemoval(digest, period(901, 999))).toBe('claimed');
    });

    it('refuses a hold while an artifact is being removed', async () => {
      const digest = aDigest();
      await ledger.claimRemoval(digest, period(0, 60));

      expect(await ledger.hold(digest, period(1, 900))).toBe('being-removed');
      await ledger.endRemoval(digest, at(60));
      expect(await ledger.hold(digest, period(1, 900))).toBe('held');
    });

    it('never gives away an artifact that a version refers to', async () => {
      const digest = aDigest();
      const record = await aReferringRecord(digest, 0);
      await ledger.hold(digest, period(0, 900));
      expect(await tools.add(record, anOutboxEntry(record))).toBe('written');

      expect(await ledger.claimRemoval(digest, period(1_000_000, 1_000_060))).toBe('in-use');
    });

    it('lets no version refer to an artifact that is being removed', async () => {
      const digest = aDigest();
      const record = await aReferringRecord(digest, 1);
      await ledger.claimRemoval(digest, period(0, 60));

      expect(await tools.add(record, anOutboxEntry(record))).toBe('artifact-busy');
      expect(await tools.find(record.toolId)).toBeUndefined();
      await ledger.endRemoval(digest, at(60));
      expect(await tools.add(record, anOutboxEntry(record))).toBe('written');
    });

    it('does not let a sweeper that died block a version for ever', async () => {
      const digest = aDigest();
      const record = await aReferringRecord(digest, 61);
      await ledger.claimRemoval(digest, period(0, 60));

      expect(await tools.add(record, anOutboxEntry(record))).toBe('written');
      await ledger.endRemoval(digest, at(60));
      expect(await ledger.claimRemoval(digest, period(62, 120))).toBe('in-use');
    });
  });
}
