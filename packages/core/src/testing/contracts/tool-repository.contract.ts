import type { Digest, ToolId } from '../../domain/ids.ts';
import { exactNumber } from '../../domain/json/exact-number.ts';
import { sha256Of } from '../../domain/sha256.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import { toSummary } from '../../domain/tool/tool-view.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import { anOutboxEntry, aToolRecord, newUlid, planner, researcher } from '../builders.ts';
import { eventually } from './eventually.ts';

/** What every catalogue must do. `open` may give the same store again: the suite keeps to names and digests of its own. */
export function describeToolRepository(name: string, open: () => Promise<ToolRepository>) {
  let tools: ToolRepository;
  const unique = () => newUlid().toLowerCase();
  const aRecord = (given: Partial<ToolRecord> = {}) =>
    aToolRecord({ name: `t_${unique()}`, code: `// ${unique()}` }, given);
  const added = async (given: Partial<ToolRecord> = {}) => {
    const record = await aRecord(given);
    expect(await tools.add(record, anOutboxEntry(record))).toBe('written');
    return record;
  };
  const next = (before: ToolRecord, given: Partial<ToolRecord>): ToolRecord => ({
    ...before,
    revision: before.revision + 1,
    updatedAt: new Date(Date.parse(before.updatedAt) + 1_000).toISOString(),
    ...given,
  });
  const replaced = (before: ToolRecord, after: ToolRecord) => tools.replace({ before, after }, anOutboxEntry(after));
  const aDigest = () => sha256Of(unique());

  describe(`ToolRepository: ${name}`, () => {
    beforeAll(async () => {
      tools = await open();
    });

    it('gives a record back as it was added, with every digit of its examples', async () => {
      const examples = [{ input: { n: exactNumber('12345678901234567890123') }, output: [0.1, null, 'ü😀'] }];

      const record = await added({ examples, title: 'A title' });

      expect(JSON.stringify(await tools.find(record.toolId))).toBe(JSON.stringify(record));
      expect(JSON.stringify(await tools.findVersion(record.toolId, 1))).toBe(JSON.stringify(record));
    });

    it('finds nothing under ids that were never added', async () => {
      const { toolId, owner } = await aRecord();

      expect(await tools.find(toolId)).toBeUndefined();
      expect(await tools.findVersion(toolId, 1)).toBeUndefined();
      expect(await tools.findByName(owner, unique())).toBeUndefined();
      expect(await tools.findByDefinition(owner, aDigest())).toBeUndefined();
      expect(await tools.findShared(aDigest())).toBeUndefined();
      expect(await tools.listVersions(toolId, { limit: 10 })).toEqual([]);
    });

    it('finds a tool by the name and by the definition of its owner, and for no other agent', async () => {
      const { toolId, digest, name } = await added();

      expect(await tools.findByName(planner, name)).toBe(toolId);
      expect(await tools.findByDefinition(planner, digest)).toBe(toolId);
      expect(await tools.findByName(researcher, name)).toBeUndefined();
      expect(await tools.findByDefinition(researcher, digest)).toBeUndefined();
    });

    it('finds shared tools by definition, the oldest first, and private ones never', async () => {
      const digest = aDigest();
      await added({ digest });
      expect(await tools.findShared(digest)).toBeUndefined();

      const older = await added({ digest, owner: researcher, visibility: 'shared' });
      await added({ digest, owner: `${researcher}-2` as typeof planner, visibility: 'shared' });

      expect(await tools.findShared(digest)).toBe(older.toolId);
    });

    it('refuses a name and a definition that the owner already has, and writes nothing then', async () => {
      const { name, digest } = await added();
      const sameName = await aRecord({ name });
      const sameDefinition = await aRecord({ digest });

      expect(await tools.add(sameName, anOutboxEntry(sameName))).toBe('name-taken');
      expect(await tools.add(sameDefinition, anOutboxEntry(sameDefinition))).toBe('definition-taken');
      expect(await tools.find(sameName.toolId)).toBeUndefined();
      expect(await tools.findByDefinition(planner, sameName.digest)).toBeUndefined();
      expect(await tools.findByName(planner, sameDefinition.name)).toBeUndefined();
    });

    it('names the definition first when name and definition are both taken', async () => {
      const { name, digest } = await added();
      const same = await aRecord({ name, digest });

      expect(await tools.add(same, anOutboxEntry(same))).toBe('definition-taken');
    });

    it('adds one id only once', async () => {
      const record = await added();

      expect(await tools.add(record, anOutboxEntry(record))).toBe('stale');
    });

    it('moves the latest version on and keeps the older one as it was', async () => {
      const before = await added();
      const after = next(before, { version: 2, digest: aDigest(), description: 'newer' });

      expect(await replaced(before, after)).toBe('written');

      expect(await tools.find(before.toolId)).toEqual(after);
      expect(await tools.findVersion(before.toolId, 1)).toEqual(before);
      expect(await tools.findVersion(before.toolId, 2)).toEqual(after);
      expect(await tools.findByDefinition(planner, before.digest)).toBeUndefined();
      expect(await tools.findByDefinition(planner, after.digest)).toBe(before.toolId);
    });

    it('changes metadata without a new version', async () => {
      const before = await added();
      const after = next(before, { description: 'changed', visibility: 'shared' });

      expect(await replaced(before, after)).toBe('written');

      expect(await tools.find(before.toolId)).toEqual(after);
      expect(await tools.findVersion(before.toolId, 1)).toEqual(before);
      expect(await tools.findShared(before.digest)).toBe(before.toolId);
      expect(await replaced(after, next(after, { visibility: 'private' }))).toBe('written');
      expect(await tools.findShared(before.digest)).toBeUndefined();
    });

    it('moves the name with a tool, frees the old one and refuses a taken one', async () => {
      const other = await added();
      const before = await added();
      const name = `t_${unique()}`;

      expect(await replaced(before, next(before, { name: other.name }))).toBe('name-taken');
      expect(await replaced(before, next(before, { name }))).toBe('written');

      expect(await tools.findByName(planner, name)).toBe(before.toolId);
      expect(await tools.findByName(planner, before.name)).toBeUndefined();
    });

    it('lets exactly one of many writers move a revision on', async () => {
      const before = await added();
      const rivals = Array.from({ length: 12 }, (_, index) =>
        next(before, { version: 2, digest: aDigest(), description: `rival ${index}` }),
      );

      const outcomes = await Promise.all(rivals.map((after) => replaced(before, after)));

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      const winner = rivals[outcomes.indexOf('written')];
      expect(await tools.find(before.toolId)).toEqual(winner);
      expect(await tools.findVersion(before.toolId, 2)).toEqual(winner);
    });

    it('gives one name to exactly one of many creators', async () => {
      const contested = `t_${unique()}`;
      const records = await Promise.all(Array.from({ length: 8 }, () => aRecord({ name: contested })));

      const outcomes = await Promise.all(records.map((record) => tools.add(record, anOutboxEntry(record))));

      expect(outcomes.filter((outcome) => outcome === 'written')).toHaveLength(1);
      expect(await tools.findByName(planner, contested)).toBe(records[outcomes.indexOf('written')]?.toolId);
    });

    it('keeps a tombstone of a deleted tool, and frees all that it claimed', async () => {
      const before = await added({ visibility: 'shared' });
      const after = next(before, { status: 'deleted' });

      expect(await replaced(before, after)).toBe('written');

      expect((await tools.find(before.toolId))?.status).toBe('deleted');
      expect(await tools.findByName(planner, before.name)).toBeUndefined();
      expect(await tools.findByDefinition(planner, before.digest)).toBeUndefined();
      expect(await tools.findShared(before.digest)).toBeUndefined();
      expect(await replaced(before, next(before, { description: 'late' }))).toBe('stale');
    });

    it('lists versions newest first, page by page', async () => {
      let record = await added();
      for (let version = 2; version <= 11; version += 1) {
        const after = next(record, { version, digest: aDigest() });
        expect(await replaced(record, after)).toBe('written');
        record = after;
      }

      const first = await tools.listVersions(record.toolId, { limit: 4 });
      const rest = await tools.listVersions(record.toolId, { limit: 100, before: 8 });

      expect(first.map(({ version }) => version)).toEqual([11, 10, 9, 8]);
      expect(rest.map(({ version }) => version)).toEqual([7, 6, 5, 4, 3, 2, 1]);
      const { toolId, digest, language, updatedAt } = record;
      expect(first[0]).toEqual({ toolId, version: 11, digest, language, createdAt: updatedAt });
    });

    describe('lists', () => {
      const owner = `000000000000/user/${newUlid()}` as typeof planner;
      const made: ToolRecord[] = [];
      const listed = async (before?: ToolId) =>
        (await tools.list({ listing: { owner }, limit: 3, ...(before && { before }) })).map(({ toolId }) => toolId);
      const madeIds = () => made.map(({ toolId }) => toolId as string);

      beforeAll(async () => {
        for (let count = 0; count < 5; count += 1)
          made.unshift(await added({ owner, visibility: count % 2 ? 'shared' : 'private' }));
        await eventually(async () => expect(await listed()).toHaveLength(3));
      });

      it('show an owner the newest tools first, page by page', async () => {
        expect(await listed()).toEqual(madeIds().slice(0, 3));
        expect(await listed(made[2]?.toolId)).toEqual(madeIds().slice(3));
        expect(await listed(made[4]?.toolId)).toEqual([]);
      });

      it('hold summaries', async () => {
        const [newest] = await tools.list({ listing: { owner }, limit: 1 });

        expect(newest).toEqual(made[0] && toSummary(made[0]));
      });

      it('of shared tools hold those of every owner and no private ones', async () => {
        const shared = await tools.list({ listing: { shared: true }, limit: 1_000 });
        const own = shared.filter((summary) => summary.owner === owner).map(({ toolId }) => toolId);

        expect(own).toEqual([made[1]?.toolId, made[3]?.toolId]);
        expect(shared.every(({ visibility }) => visibility === 'shared')).toBe(true);
      });

      it('follow a change and leave deleted tools out', async () => {
        const [first, second] = made as [ToolRecord, ToolRecord];
        await replaced(first, next(first, { status: 'deleted' }));
        await replaced(second, next(second, { title: 'Changed' }));

        await eventually(async () => {
          const [newest] = await tools.list({ listing: { owner }, limit: 1 });
          expect(newest).toMatchObject({ toolId: second.toolId, title: 'Changed' });
        });
      });
    });

    it('keeps versions of different tools with one digest apart', async () => {
      const digest: Digest = aDigest();
      const one = await added({ digest });
      const other = await added({ digest, owner: researcher });

      expect(await tools.findVersion(one.toolId, 1)).toEqual(one);
      expect(await tools.findVersion(other.toolId, 1)).toEqual(other);
    });
  });
}
