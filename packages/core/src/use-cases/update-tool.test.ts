import { makeUseCases } from '../make-use-cases.ts';
import { aToolDraft, planner, researcher, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { aViolation, createScriptedValidator } from '../testing/memory/scripted-validator.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';

const setUp = async (given: Parameters<typeof createMemoryPorts>[0] = {}) => {
  const clock = createTestClock();
  const ports = createMemoryPorts({ clock, ...given });
  const useCases = makeUseCases(ports, testSettings);
  const { tool, etag } = await useCases.createTool(planner, aToolDraft({ visibility: 'shared', title: 'Echo' }));
  clock.advance(1_000);
  return { ports, ...useCases, tool, etag, toolId: tool.toolId };
};
const draft = aToolDraft({ visibility: 'shared', title: 'Echo' });

describe('updateTool', () => {
  it('makes a new version of a new definition and keeps the old one', async () => {
    const { updateTool, getTool, getToolVersion, listToolVersions, tool, toolId, etag } = await setUp();

    const updated = await updateTool(planner, toolId, [etag], { ...draft, code: 'new' });

    expect(updated.tool).toMatchObject({ version: 2, code: 'new', createdAt: tool.createdAt });
    expect(updated.tool.updatedAt > tool.updatedAt).toBe(true);
    expect(updated.etag).not.toBe(etag);
    expect(await getTool(planner, toolId)).toEqual(updated);
    expect(await getToolVersion(planner, toolId, 1)).toEqual(tool);
    expect(await getToolVersion(planner, toolId, 2)).toEqual(updated.tool);
    const { items } = await listToolVersions(planner, toolId, { limit: 10 });
    expect(items.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('changes metadata under the same version, with a new ETag', async () => {
    const { updateTool, getTool, tool, toolId, etag, ports } = await setUp();
    const { title: _title, ...untitled } = draft;

    const updated = await updateTool(planner, toolId, [etag], {
      ...untitled,
      name: 'renamed',
      limits: { timeoutSeconds: 3 },
    });

    expect(updated.tool).toMatchObject({
      version: 1,
      digest: tool.digest,
      name: 'renamed',
      limits: { timeoutSeconds: 3, memoryMb: 128 },
    });
    expect(updated.tool).not.toHaveProperty('title');
    expect(updated.etag).not.toBe(etag);
    expect((await getTool(planner, toolId)).tool).toEqual(updated.tool);
    expect(ports.validator.requests.map(({ words }) => words?.name)).toEqual(['echo', 'renamed']);
  });

  it('judges nothing anew when neither definition nor words nor limits change', async () => {
    const { updateTool, toolId, etag, ports } = await setUp();

    await updateTool(planner, toolId, [etag], { ...draft, visibility: 'private', annotations: { readOnlyHint: true } });

    expect(ports.validator.requests).toHaveLength(1);
  });

  it('writes nothing when nothing is different', async () => {
    const { updateTool, listOutbox, tool, toolId, etag } = await setUp();

    expect(await updateTool(planner, toolId, [etag], draft)).toEqual({ tool, etag });
    expect(await listOutbox()).toHaveLength(1);
  });

  it('announces what it did', async () => {
    const { updateTool, listOutbox, toolId } = await setUp();

    await updateTool(planner, toolId, '*', { ...draft, description: 'other' });
    await updateTool(planner, toolId, '*', { ...draft, code: 'other' });

    const kinds = (await listOutbox()).map((entry) => [
      entry.kind,
      entry.version,
      'revision' in entry && entry.revision,
    ]);
    expect(kinds).toEqual([
      ['tool.created', 1, 1],
      ['tool.updated', 1, 2],
      ['tool.version_added', 2, 3],
    ]);
  });

  it('frees the old name and takes the new one', async () => {
    const { updateTool, createTool, toolId, etag } = await setUp();

    await updateTool(planner, toolId, [etag], { ...draft, name: 'renamed' });

    expect((await createTool(planner, aToolDraft({ code: 'a' }))).outcome).toBe('created');
    const taken = createTool(planner, aToolDraft({ name: 'renamed', code: 'b' }));
    await expect(taken).rejects.toMatchObject({ code: 'tool.name_taken' });
  });

  it.each([
    ['without If-Match', undefined, 'tool.precondition_required'],
    ['with a stale ETag', ['"r0"'], 'tool.precondition_failed'],
    ['with no strong ETag at all', [], 'tool.precondition_failed'],
  ])('refuses a change %s', async (_name, ifMatch, code) => {
    const { updateTool, getTool, tool, toolId } = await setUp();

    await expect(updateTool(planner, toolId, ifMatch, { ...draft, code: 'new' })).rejects.toMatchObject({ code });
    expect((await getTool(planner, toolId)).tool).toEqual(tool);
  });

  it('takes one ETag of several', async () => {
    const { updateTool, toolId, etag } = await setUp();

    await expect(updateTool(planner, toolId, ['"r9"', etag], { ...draft, code: 'new' })).resolves.toBeDefined();
  });

  it('is for the owner alone: 403 where the tool is seen, 404 where it is not', async () => {
    const { updateTool, toolId } = await setUp();

    await expect(updateTool(researcher, toolId, '*', draft)).rejects.toMatchObject({ code: 'request.forbidden' });
    await updateTool(planner, toolId, '*', { ...draft, visibility: 'private' });
    await expect(updateTool(researcher, toolId, '*', draft)).rejects.toMatchObject({ code: 'tool.not_found' });
    await expect(updateTool(researcher, 'nonsense', '*', draft)).rejects.toMatchObject({ code: 'tool.not_found' });
  });

  it('refuses a name and a definition of another own tool', async () => {
    const { updateTool, createTool, toolId } = await setUp();
    await createTool(planner, aToolDraft({ name: 'other', code: 'other' }));

    await expect(updateTool(planner, toolId, '*', { ...draft, name: 'other' })).rejects.toMatchObject({
      code: 'tool.name_taken',
    });
    await expect(updateTool(planner, toolId, '*', { ...draft, code: 'other' })).rejects.toMatchObject({
      code: 'tool.definition_taken',
    });
  });

  it('holds a new definition to policy and test gate', async () => {
    const validator = createScriptedValidator(({ code }) =>
      code === 'bad' ? { verdict: 'rejected', violations: [aViolation] } : {},
    );
    const { updateTool, getTool, tool, toolId } = await setUp({ validator });
    const failing = [{ input: { text: 'a' }, output: 'b' }];

    await expect(updateTool(planner, toolId, '*', { ...draft, code: 'bad' })).rejects.toMatchObject({
      code: 'tool.policy_violation',
    });
    await expect(updateTool(planner, toolId, '*', { ...draft, code: 'good', examples: failing })).rejects.toMatchObject(
      {
        code: 'tool.example_failed',
      },
    );
    expect((await getTool(planner, toolId)).tool).toEqual(tool);
  });

  it('runs new examples also for the same definition', async () => {
    const { updateTool, ports, toolId } = await setUp();
    const withOutput = (output: string) => ({
      ...draft,
      examples: [{ input: { text: 'a' }, output: { text: output } }],
    });

    await expect(updateTool(planner, toolId, '*', withOutput('b'))).rejects.toMatchObject({
      code: 'tool.example_failed',
    });
    await updateTool(planner, toolId, '*', withOutput('a'));
    await updateTool(planner, toolId, '*', { ...withOutput('a'), description: 'same examples' });

    expect(ports.executor.requests).toHaveLength(2);
  });

  it('shows an old version with the visibility of today', async () => {
    const { updateTool, getToolVersion, toolId } = await setUp();
    await updateTool(planner, toolId, '*', { ...draft, code: 'new' });
    expect((await getToolVersion(researcher, toolId, 1)).visibility).toBe('shared');

    await updateTool(planner, toolId, '*', { ...draft, code: 'new', visibility: 'private' });

    await expect(getToolVersion(researcher, toolId, 1)).rejects.toMatchObject({ code: 'tool.not_found' });
    expect((await getToolVersion(planner, toolId, 1)).visibility).toBe('private');
    await expect(getToolVersion(planner, toolId, 3)).rejects.toMatchObject({ code: 'tool.not_found' });
  });
});

describe('deleteTool', () => {
  it('hides a tool from every reader and frees its name', async () => {
    const { deleteTool, getTool, getToolVersion, listToolVersions, executeTool, listTools, createTool, toolId, etag } =
      await setUp();

    await deleteTool(planner, toolId, [etag]);

    const reads = [
      getTool(planner, toolId),
      getToolVersion(planner, toolId, 1),
      listToolVersions(planner, toolId, { limit: 10 }),
      executeTool(planner, toolId, { input: {} }),
      deleteTool(planner, toolId, [etag]),
    ];
    for (const read of reads) await expect(read).rejects.toMatchObject({ code: 'tool.not_found' });
    expect((await listTools(planner, { owner: 'all', limit: 10 })).items).toEqual([]);
    expect((await createTool(planner, draft)).outcome).toBe('created');
  });

  it('leaves a tombstone with its last definition, and announces it', async () => {
    const { deleteTool, listOutbox, ports, tool, toolId } = await setUp();

    await deleteTool(planner, toolId, '*');

    const record = await ports.tools.find(toolId as never);
    expect(record).toMatchObject({ status: 'deleted', digest: tool.digest });
    expect(await ports.artifacts.find(tool.digest as never)).toBeDefined();
    expect((await listOutbox()).at(-1)).toMatchObject({ kind: 'tool.deleted', toolId });
  });

  it('needs the current ETag, and the owner', async () => {
    const { deleteTool, getTool, toolId } = await setUp();

    await expect(deleteTool(planner, toolId, undefined)).rejects.toMatchObject({ code: 'tool.precondition_required' });
    await expect(deleteTool(planner, toolId, ['"r7"'])).rejects.toMatchObject({ code: 'tool.precondition_failed' });
    await expect(deleteTool(researcher, toolId, '*')).rejects.toMatchObject({ code: 'request.forbidden' });
    await expect(getTool(planner, toolId)).resolves.toBeDefined();
  });
});

describe('listToolVersions', () => {
  it('pages through the history', async () => {
    const { updateTool, listToolVersions, toolId } = await setUp();
    for (const code of ['2', '3', '4', '5']) await updateTool(planner, toolId, '*', { ...draft, code });

    const first = await listToolVersions(planner, toolId, { limit: 2 });
    const second = await listToolVersions(planner, toolId, { limit: 2, position: first.position ?? '' });
    const last = await listToolVersions(planner, toolId, { limit: 2, position: second.position ?? '' });

    const versions = [first, second, last].map(({ items }) => items.map(({ version }) => version));
    expect(versions).toEqual([[5, 4], [3, 2], [1]]);
    expect(last.position).toBeUndefined();
    const foreign = listToolVersions(planner, toolId, { limit: 2, position: 'tool-x' });
    await expect(foreign).rejects.toMatchObject({ code: 'cursor.invalid' });
  });
});
