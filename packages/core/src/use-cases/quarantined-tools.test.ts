import { defaultPolicy } from '@dtr/contracts';
import { aToolDraft, planner, researcher } from '../testing/builders.ts';
import { createPolicyWorld, refusing } from '../testing/memory/policy-world.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const evil = aToolDraft({ name: 'evil_one', code: 'evil', visibility: 'shared' });

describe('the versions of a tool under a stricter policy', () => {
  it('marks an older version that fails while the latest one stays active', async () => {
    const { createTool, updateTool, getTool, getToolVersion, executeTool, apply, revalidate } = createPolicyWorld();
    const { toolId } = (await createTool(planner, evil)).tool;
    await updateTool(planner, toolId, '*', { ...evil, name: 'mended', code: 'good' });
    await apply(refusing('evil'));

    expect(await revalidate()).toMatchObject({ judged: 2, quarantined: 1 });

    expect((await getTool(planner, toolId)).tool.status).toBe('active');
    expect((await executeTool(planner, toolId, { input: {} })).version).toBe(2);
    await expect(executeTool(planner, toolId, { input: {}, version: 1 })).rejects.toMatchObject({
      code: 'tool.quarantined',
    });
    expect(await getToolVersion(planner, toolId, 1)).toMatchObject({
      status: 'quarantined',
      quarantine: { policy: { name: 'default' } },
    });
    await apply(defaultPolicy);
    expect(await revalidate()).toMatchObject({ released: 1 });
    expect((await executeTool(planner, toolId, { input: {}, version: 1 })).status).toBe('succeeded');
  });

  it('keeps every version of a quarantined tool from running, and shows why', async () => {
    const { createTool, updateTool, getToolVersion, executeTool, apply, revalidate } = createPolicyWorld();
    const { toolId } = (await createTool(planner, { ...evil, name: 'mixed', code: 'good' })).tool;
    await updateTool(planner, toolId, '*', { ...evil, name: 'mixed' });
    await apply(refusing('evil'));
    await revalidate();

    const first = await getToolVersion(planner, toolId, 1);

    expect(first).toMatchObject({ code: 'good', status: 'quarantined', quarantine: { policy: { name: 'default' } } });
    const run = (version: number) => executeTool(planner, toolId, { input: {}, version });
    const refused = { code: 'tool.quarantined', details: { hint: expect.any(String) } };
    await expect(run(1)).rejects.toMatchObject(refused);
    await expect(run(1)).rejects.not.toHaveProperty('details.violations');
    await expect(run(2)).rejects.toMatchObject({ ...refused, details: { violations: [{ rule: 'test.forbidden' }] } });
  });

  it('leaves a version quarantined that its owner replaces', async () => {
    const { createTool, updateTool, getTool, getToolVersion, apply, revalidate } = createPolicyWorld();
    const { toolId } = (await createTool(planner, evil)).tool;
    await apply(refusing('evil'));
    await revalidate();

    const { tool } = await updateTool(planner, toolId, '*', { ...evil, name: 'mended', code: 'good' });

    expect(tool).toMatchObject({ version: 2, status: 'active' });
    expect((await getTool(planner, toolId)).tool).not.toHaveProperty('quarantine');
    expect((await getToolVersion(planner, toolId, 1)).status).toBe('quarantined');
    expect(await revalidate()).toMatchObject({ quarantined: 0, released: 0 });
  });

  it('keeps the entry point that was chosen when the version was made, whatever the tool is called now', async () => {
    const named = createScriptedValidator(({ entryPoint, words }) => {
      const chosen = entryPoint ?? words?.name ?? '';
      return { entryPoint: chosen, inferred: entryPoint === undefined ? { entryPoint: chosen } : {} };
    });
    const { createTool, updateTool, validateTool, getTool } = createPolicyWorld({ validator: named });
    const { entryPoint: _none, ...draft } = aToolDraft({ name: 'first' });
    const { toolId } = (await createTool(planner, draft)).tool;

    await updateTool(planner, toolId, '*', { ...draft, name: 'second' });

    expect((await getTool(planner, toolId)).tool.entryPoint).toBe('first');
    expect(named.requests.at(-1)?.entryPoint).toBe('first');
    expect((await validateTool(researcher, { ...draft, name: 'second' })).entryPoint).toBe('second');
  });
});

describe('the owner of a quarantined tool', () => {
  const setUp = async () => {
    const world = createPolicyWorld();
    const named = aToolDraft({ name: 'evil_name' });
    const { toolId } = (await world.createTool(planner, named)).tool;
    await world.apply(refusing('evil'));
    await world.revalidate();
    return { ...world, named, toolId };
  };

  it('releases it by changing the words that the policy refuses', async () => {
    const { updateTool, named, toolId, ports } = await setUp();

    const { tool } = await updateTool(planner, toolId, '*', { ...named, name: 'kind_name' });

    expect(tool).toMatchObject({ status: 'active', version: 1 });
    expect(ports.audit.events.slice(-2)).toMatchObject([
      { kind: 'tool.released', actor: planner, toolId },
      { kind: 'tool.updated', actor: planner, toolId },
    ]);
  });

  it('learns what is wrong by sending it again', async () => {
    const { updateTool, getTool, named, toolId } = await setUp();

    await expect(updateTool(planner, toolId, '*', named)).rejects.toMatchObject({
      code: 'tool.policy_violation',
      details: { violations: [{ rule: 'test.forbidden' }] },
    });
    expect((await getTool(planner, toolId)).tool.status).toBe('quarantined');
  });

  it('cannot have it again under another id', async () => {
    const { createTool, named } = await setUp();

    await expect(createTool(planner, named)).rejects.toMatchObject({ code: 'tool.quarantined' });
  });

  it('is told why when it sends or executes it, and nobody else is', async () => {
    const { createTool, updateTool, executeTool, named, apply, revalidate } = await setUp();
    const shared = aToolDraft({ ...named, name: 'evil_shared', code: 'other', visibility: 'shared' });
    await apply(defaultPolicy);
    await revalidate();
    const { toolId } = (await createTool(planner, shared)).tool;
    await apply(refusing('evil'));
    await revalidate();

    const told = { code: 'tool.quarantined', details: { violations: [{ rule: 'test.forbidden' }] } };
    await expect(createTool(planner, shared)).rejects.toMatchObject(told);
    await expect(executeTool(planner, toolId, { input: {} })).rejects.toMatchObject(told);
    const foreign = executeTool(researcher, toolId, { input: {} });
    await expect(foreign).rejects.toMatchObject({ code: 'tool.quarantined' });
    await expect(foreign).rejects.not.toHaveProperty('details.violations');
    await updateTool(planner, toolId, '*', { ...shared, name: 'kind_shared' });
    expect((await executeTool(researcher, toolId, { input: {} })).status).toBe('succeeded');
  });
});
