import type { Digest } from '../../domain/ids.ts';
import { executionIdOf, toolIdOf } from '../../domain/ids.ts';
import { sha256Of } from '../../domain/sha256.ts';
import type { ExecutionRepository } from '../../ports/execution-repository.ts';
import type { OutboxReader } from '../../ports/outbox-reader.ts';
import type { OutputStore } from '../../ports/output-store.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import type { VerdictCache } from '../../ports/verdict-cache.ts';
import { anOutboxEntry, aToolRecord, newUlid, planner, testPolicy } from '../builders.ts';
import { createScriptedValidator } from '../memory/scripted-validator.ts';

export function describeVerdictCache(name: string, open: () => Promise<VerdictCache>) {
  describe(`VerdictCache: ${name}`, () => {
    it('gives a verdict back under its own policy, engine, digest and words, and under no other', async () => {
      const verdicts = await open();
      const { document: policy, digest: policyDigest } = testPolicy;
      const verdict = await createScriptedValidator().validate({ language: 'python', code: '1', policy });
      const key = { policyDigest, engineVersion: '1.0.0', digest: sha256Of(newUlid()), wordsDigest: sha256Of('words') };

      await verdicts.put(key, verdict);

      expect(await verdicts.find(key)).toEqual(verdict);
      expect(await verdicts.find({ ...key, engineVersion: '1.0.1' })).toBeUndefined();
      expect(await verdicts.find({ ...key, policyDigest: sha256Of('other') })).toBeUndefined();
      expect(await verdicts.find({ ...key, digest: sha256Of('other') as Digest })).toBeUndefined();
      expect(await verdicts.find({ ...key, wordsDigest: sha256Of('other') })).toBeUndefined();
    });
  });
}

/** `read` follows a link as a stranger would: with nothing but its text. Absent where links lead nowhere. */
export function describeOutputStore(
  name: string,
  open: () => Promise<OutputStore>,
  read?: (url: string) => Promise<string>,
) {
  describe(`OutputStore: ${name}`, () => {
    it('gives a text back and replaces it', async () => {
      const outputs = await open();
      const key = `outputs/${newUlid()}.json`;

      expect(await outputs.find(key)).toBeUndefined();
      await outputs.put(key, '"ü😀"');
      expect(await outputs.find(key)).toBe('"ü😀"');
      await outputs.put(key, '12345678901234567890');
      expect(await outputs.find(key)).toBe('12345678901234567890');
    });

    it('gives a link that says when it ends', async () => {
      const outputs = await open();
      const key = `outputs/${newUlid()}.json`;
      await outputs.put(key, '"linked"');

      const { url, expiresAt } = await outputs.link(key, 3_600);

      expect(new Date(expiresAt).toISOString()).toBe(expiresAt);
      if (read) expect(await read(url)).toBe('"linked"');
      else expect(url).toContain(key);
    });
  });
}

export function describeExecutionRepository(name: string, open: () => Promise<ExecutionRepository>) {
  describe(`ExecutionRepository: ${name}`, () => {
    const aRecord = (text: string) => ({
      executionId: executionIdOf(newUlid()),
      caller: planner,
      toolId: toolIdOf(newUlid()),
      startedAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2030-01-01T00:00:00.000Z',
      body: { text },
    });

    it('gives a record back, with its text inline or elsewhere', async () => {
      const executions = await open();
      const inline = aRecord('{"n":12345678901234567890}');
      const elsewhere = { ...aRecord(''), body: { outputKey: 'executions/x.json' } };

      await executions.put(inline);
      await executions.put(elsewhere);

      expect(await executions.find(inline.executionId)).toEqual(inline);
      expect(await executions.find(elsewhere.executionId)).toEqual(elsewhere);
      expect(await executions.find(executionIdOf(newUlid()))).toBeUndefined();
    });

    it('replaces a record', async () => {
      const executions = await open();
      const record = aRecord('unknown');
      await executions.put(record);

      await executions.put({ ...record, body: { text: 'known' } });

      expect(await executions.find(record.executionId)).toEqual({ ...record, body: { text: 'known' } });
    });
  });
}

/** The outbox is written by the catalogue alone, so both are opened over one state. */
export function describeOutboxReader(
  name: string,
  open: () => Promise<{ outbox: OutboxReader; tools: ToolRepository }>,
) {
  describe(`OutboxReader: ${name}`, () => {
    it('gives the entries of all writes in order, from any point on', async () => {
      const { outbox, tools } = await open();
      const record = await aToolRecord({ name: `t_${newUlid()}` }, { digest: sha256Of(newUlid()) });
      const start = newUlid();
      const entries = [anOutboxEntry(record)];
      await tools.add(record, entries[0] as (typeof entries)[0]);
      for (let revision = 2; revision <= 4; revision += 1) {
        const after = { ...record, revision };
        entries.push(anOutboxEntry(after, 'tool.updated'));
        await tools.replace(
          { before: { ...record, revision: revision - 1 }, after },
          entries.at(-1) as (typeof entries)[0],
        );
      }

      const listed = await outbox.list({ after: start, limit: 100 });
      const later = await outbox.list({ after: entries[1]?.entryId ?? '', limit: 1 });

      expect(listed).toEqual(entries);
      expect(later).toEqual([entries[2]]);
    });

    it('forgets what was removed, and that alone', async () => {
      const { outbox, tools } = await open();
      const record = await aToolRecord({ name: `t_${newUlid()}` }, { digest: sha256Of(newUlid()) });
      const start = newUlid();
      const [first, second] = [anOutboxEntry(record), anOutboxEntry({ ...record, revision: 2 }, 'tool.updated')];
      await tools.add(record, first);
      await tools.replace({ before: record, after: { ...record, revision: 2 } }, second);

      await outbox.remove([first.entryId]);
      await outbox.remove([first.entryId, newUlid()]);

      expect(await outbox.list({ after: start, limit: 100 })).toEqual([second]);
    });

    it('gets no entry from a write that was refused', async () => {
      const { outbox, tools } = await open();
      const record = await aToolRecord({ name: `t_${newUlid()}` }, { digest: sha256Of(newUlid()) });
      await tools.add(record, anOutboxEntry(record));
      const start = newUlid();

      await tools.add(record, anOutboxEntry(record));

      expect(await outbox.list({ after: start, limit: 100 })).toEqual([]);
    });
  });
}
