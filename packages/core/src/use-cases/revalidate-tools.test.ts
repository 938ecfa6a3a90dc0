import { defaultPolicy, type RevalidateMessage } from '@dtr/contracts';
import { aToolDraft, newUlid, planner, researcher } from '../testing/builders.ts';
import { createPolicyWorld, inOnePage, refusing } from '../testing/memory/policy-world.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';

const evil = aToolDraft({ name: 'evil_one', code: 'evil', visibility: 'shared' });
const good = aToolDraft({ name: 'good_one', code: 'good' });

describe('revalidateTools', () => {
  it('quarantines what the policy refuses now, and tells its owner alone why', async () => {
    const { createTool, getTool, apply, revalidate } = createPolicyWorld();
    const { toolId } = (await createTool(planner, evil)).tool;
    const kept = (await createTool(planner, good)).tool;
    const { policy } = await apply(refusing('evil'));

    expect(await revalidate()).toEqual({ judged: 2, quarantined: 1, released: 0 });

    const { name, version, digest } = policy;
    const { tool } = await getTool(planner, toolId);
    expect(tool).toMatchObject({
      status: 'quarantined',
      quarantine: { policy: { name, version, digest }, violations: [{ rule: 'test.forbidden' }] },
    });
    expect((await getTool(researcher, toolId)).tool.status).toBe('quarantined');
    expect((await getTool(researcher, toolId)).tool).not.toHaveProperty('quarantine');
    expect((await getTool(planner, kept.toolId)).tool).toEqual(kept);
  });

  it('writes nothing when it is repeated', async () => {
    const { createTool, getTool, apply, revalidate, ports } = createPolicyWorld();
    const { toolId } = (await createTool(planner, evil)).tool;
    await apply(refusing('evil'));
    await revalidate();
    const before = await getTool(planner, toolId);
    const { length } = ports.audit.events;

    expect(await revalidate()).toEqual({ judged: 1, quarantined: 0, released: 0 });

    expect(await getTool(planner, toolId)).toEqual(before);
    expect(ports.audit.events).toHaveLength(length);
  });

  it('releases what a policy accepts again', async () => {
    const { createTool, getTool, executeTool, apply, revalidate } = createPolicyWorld();
    const { toolId } = (await createTool(planner, evil)).tool;
    await apply(refusing('evil'));
    await revalidate();
    await apply(defaultPolicy);

    expect(await revalidate()).toMatchObject({ quarantined: 0, released: 1 });

    expect((await getTool(planner, toolId)).tool).not.toHaveProperty('quarantine');
    expect((await executeTool(planner, toolId, { input: {} })).status).toBe('succeeded');
  });

  it('announces and audits each change once, without a word of the code', async () => {
    const clock = createTestClock();
    const { createTool, listOutbox, apply, revalidate, ports } = createPolicyWorld({ clock });
    const { toolId } = (await createTool(planner, evil)).tool;
    for (const policy of [refusing('evil'), defaultPolicy]) {
      clock.advance(1);
      await apply(policy);
      clock.advance(1);
      await revalidate();
    }

    const kinds = (await listOutbox()).map(({ kind }) => kind);
    expect(kinds).toEqual(['tool.created', 'policy.applied', 'tool.quarantined', 'policy.applied', 'tool.released']);
    const own = ports.audit.events.filter(({ kind }) => ['tool.quarantined', 'tool.released'].includes(kind));
    expect(own).toMatchObject([
      { kind: 'tool.quarantined', actor: 'system', toolId, details: { version: 1, rules: { 'test.forbidden': 1 } } },
      { kind: 'tool.released', actor: 'system', toolId },
    ]);
    expect(JSON.stringify(ports.audit.events)).not.toContain('is forbidden in tests');
  });

  it('judges each tool by the policy of its owner, also of owners that a policy has let go', async () => {
    const { createTool, getTool, apply, putPolicy, revalidate } = createPolicyWorld();
    const mine = (await createTool(planner, { ...evil, visibility: 'private' })).tool.toolId;
    const theirs = (await createTool(researcher, { ...evil, visibility: 'private' })).tool.toolId;
    const statuses = async () => [
      (await getTool(planner, mine)).tool.status,
      (await getTool(researcher, theirs)).tool.status,
    ];
    await apply({ ...refusing('evil'), name: 'team', agents: [planner] });
    await revalidate();
    expect(await statuses()).toEqual(['quarantined', 'active']);

    await putPolicy(
      '000000000000/user/operator' as typeof planner,
      'team',
      { ...refusing('evil'), name: 'team', agents: [researcher] },
      { ifMatch: '*' },
    );
    await revalidate();

    expect(await statuses()).toEqual(['active', 'quarantined']);
  });

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
    const run = executeTool(planner, toolId, { input: {}, version: 1 });
    await expect(run).rejects.toMatchObject({ code: 'tool.quarantined' });
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

  it('ends at once when a newer policy has taken over', async () => {
    const { createTool, apply, revalidateTools, ports } = createPolicyWorld();
    await createTool(planner, evil);
    await apply(refusing('evil'));
    const [overtaken] = ports.queue.messages;
    await apply(defaultPolicy);

    expect(await revalidateTools(overtaken as NonNullable<typeof overtaken>)).toEqual({
      judged: 0,
      quarantined: 0,
      released: 0,
    });
  });

  it('stops within its time and says where to read on', async () => {
    const clock = createTestClock();
    const slow = createScriptedValidator(() => {
      clock.advance(6_000);
      return {};
    });
    const { createTool, apply, ports } = createPolicyWorld({ clock, validator: slow });
    for (let count = 0; count < 9; count += 1)
      await createTool(planner, aToolDraft({ name: `t${count}`, code: `${count}` }));
    await apply({ ...defaultPolicy, description: 'Other.' });
    const { revalidateTools } = createPolicyWorld({ ...ports, scan: inOnePage(ports.scan) });
    const message = ports.queue.messages[0] as RevalidateMessage;

    const first = await revalidateTools(message);
    const second = await revalidateTools({ ...message, position: first.next ?? '' });
    const third = await revalidateTools({ ...message, position: second.next ?? '' });

    expect([first.judged, second.judged, third.judged]).toEqual([4, 4, 1]);
    expect(third.next).toBeUndefined();
  });

  it('decides again when the owner was faster, and never undoes the owner’s change', async () => {
    const world = createPolicyWorld();
    const { toolId } = (await world.createTool(planner, evil)).tool;
    await world.apply(refusing('evil'));
    const { tools } = world.ports;
    let hasRaced = false;
    const racing = {
      ...tools,
      async replace(...given: Parameters<typeof tools.replace>) {
        if (!hasRaced) {
          hasRaced = true;
          await world.updateTool(planner, toolId, '*', { ...good, name: 'evil_one_mended'.slice(5) });
        }
        return tools.replace(...given);
      },
    };
    const { revalidate } = createPolicyWorld({ ...world.ports, tools: racing });

    await revalidate();

    const { tool } = await world.getTool(planner, toolId);
    expect(tool).toMatchObject({ status: 'active', version: 2, code: 'good' });
    const changes = world.ports.audit.events.filter(({ kind }) => kind === 'tool.quarantined');
    expect(changes.map(({ details }) => details.version)).toEqual([1]);
    await expect(world.executeTool(planner, toolId, { input: {}, version: 1 })).rejects.toMatchObject({
      code: 'tool.quarantined',
    });
  });

  it('loses no tool to rival workers that go over all of them at once', async () => {
    const { createTool, getTool, apply, revalidate, listOutbox } = createPolicyWorld();
    const toolIds: string[] = [];
    for (let count = 0; count < 8; count += 1)
      toolIds.push(
        (await createTool(planner, aToolDraft({ name: `t_${newUlid()}`, code: `evil ${count}` }))).tool.toolId,
      );
    await apply(refusing('evil'));

    const reports = await Promise.all([revalidate(), revalidate(), revalidate()]);

    expect(reports.reduce((sum, { quarantined }) => sum + quarantined, 0)).toBe(8);
    for (const toolId of toolIds) expect((await getTool(planner, toolId)).tool.status).toBe('quarantined');
    expect((await listOutbox()).filter(({ kind }) => kind === 'tool.quarantined')).toHaveLength(8);
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
    expect(ports.audit.events.at(-1)).toMatchObject({ kind: 'tool.released', actor: planner, toolId });
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
});
