import { defaultPolicy, type RevalidateMessage } from '@dtr/contracts';
import { aToolDraft, planner, researcher } from '../testing/builders.ts';
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

    expect(await revalidate()).toEqual({ judged: 2, quarantined: 1, released: 0, failed: [] });

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

    expect(await revalidate()).toEqual({ judged: 1, quarantined: 0, released: 0, failed: [] });

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

  it('ends at once when a newer policy has taken over', async () => {
    const { createTool, apply, revalidateTools, ports } = createPolicyWorld();
    await createTool(planner, evil);
    await apply(refusing('evil'));
    const [overtaken] = ports.queue.messages;
    await apply(defaultPolicy);

    expect(await revalidateTools(overtaken as RevalidateMessage)).toMatchObject({
      judged: 0,
      quarantined: 0,
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
});
