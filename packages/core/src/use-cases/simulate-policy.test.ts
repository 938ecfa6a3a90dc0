import { defaultPolicy } from '@dtr/contracts';
import { aToolDraft, operator, planner, researcher } from '../testing/builders.ts';
import { createPolicyWorld, inOnePage, refusing } from '../testing/memory/policy-world.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';

type World = ReturnType<typeof createPolicyWorld>;

/** Reads a simulation to its end. */
async function simulated(
  { simulatePolicy }: Pick<World, 'simulatePolicy'>,
  name: string,
  document?: typeof defaultPolicy,
  limit = 100,
) {
  const pages = [];
  let position: string | undefined;
  do {
    const page = await simulatePolicy(operator, name, {
      limit,
      ...(document && { document }),
      ...(position && { position }),
    });
    pages.push(page);
    position = page.position;
  } while (position !== undefined);
  return {
    examined: pages.reduce((sum, { examined }) => sum + examined, 0),
    refused: pages.flatMap(({ refused }) => refused),
    pages,
  };
}

describe('simulatePolicy', () => {
  it('tells which tools would be refused, whose they are and when they last ran', async () => {
    const clock = createTestClock();
    const world = createPolicyWorld({ clock });
    const { toolId } = (await world.createTool(planner, aToolDraft({ name: 'evil_one', code: 'evil' }))).tool;
    await world.createTool(researcher, aToolDraft({ name: 'good_one', code: 'good' }));
    const idle = (await world.createTool(researcher, aToolDraft({ name: 'evil_two', code: 'evil too' }))).tool;
    await world.executeTool(planner, toolId, { input: {} });

    const { examined, refused } = await simulated(world, 'default', refusing('evil'));

    expect(examined).toBe(3);
    const lastExecutedAt = clock.now().toISOString();
    expect(refused).toMatchObject([
      { toolId, name: 'evil_one', version: 1, latest: true, owner: planner, status: 'active', lastExecutedAt },
      { toolId: idle.toolId, owner: researcher, lastExecutedAt: null, violations: [{ rule: 'test.forbidden' }] },
    ]);
  });

  it('changes nothing: no policy, no tool, no message, no event', async () => {
    const world = createPolicyWorld();
    const created = await world.createTool(planner, aToolDraft({ code: 'evil' }));
    const { length } = world.ports.audit.events;

    await simulated(world, 'default', refusing('evil'));

    expect(await world.getTool(planner, created.tool.toolId)).toEqual({ tool: created.tool, etag: created.etag });
    expect((await world.ports.policies.read()).revision).toBe(0);
    expect(world.ports.queue.messages).toEqual([]);
    expect(world.ports.audit.events).toHaveLength(length);
    expect((await world.validateTool(planner, aToolDraft({ code: 'evil too' }))).verdict).toBe('accepted');
  });

  it('looks only at tools of agents that the policy would judge', async () => {
    const world = createPolicyWorld();
    await world.createTool(planner, aToolDraft({ code: 'evil' }));
    await world.createTool(researcher, aToolDraft({ code: 'evil too' }));
    const team = { ...refusing('evil'), name: 'team', agents: [planner] };

    const { examined, refused } = await simulated(world, 'team', team);

    expect(examined).toBe(1);
    expect(refused.map(({ owner }) => owner)).toEqual([planner]);
  });

  it('tells of older versions too', async () => {
    const world = createPolicyWorld();
    const { toolId } = (await world.createTool(planner, aToolDraft({ code: 'evil' }))).tool;
    await world.updateTool(planner, toolId, '*', aToolDraft({ code: 'good' }));
    await world.updateTool(planner, toolId, '*', aToolDraft({ code: 'evil again' }));

    const { examined, refused } = await simulated(world, 'default', refusing('evil'));

    expect(examined).toBe(1);
    expect(refused.map(({ version, latest }) => [version, latest])).toEqual([
      [3, true],
      [1, false],
    ]);
  });

  it('tries the policy as it stands when no document is given', async () => {
    const world = createPolicyWorld();
    await world.createTool(planner, aToolDraft({ code: 'evil' }));
    await world.apply(refusing('evil'));

    const { refused, pages } = await simulated(world, 'default');

    expect(refused).toHaveLength(1);
    expect(pages[0]?.policy.digest).toBe((await world.getPolicy('default')).policy.digest);
  });

  it('gives every tool once, in pages of any size', async () => {
    const world = createPolicyWorld();
    for (let count = 0; count < 7; count += 1)
      await world.createTool(planner, aToolDraft({ name: `t${count}`, code: `evil ${count}` }));

    for (const limit of [1, 3, 100]) {
      const { refused, examined } = await simulated(world, 'default', refusing('evil'), limit);
      expect(new Set(refused.map(({ toolId }) => toolId)).size).toBe(7);
      expect([refused.length, examined]).toEqual([7, 7]);
    }
  });

  it('ends within its time and reads on where it stopped', async () => {
    const clock = createTestClock();
    const validator = createScriptedValidator(() => {
      clock.advance(15_000);
      return { verdict: 'rejected' };
    });
    const world = createPolicyWorld({ clock });
    for (let count = 0; count < 5; count += 1)
      await world.createTool(planner, aToolDraft({ name: `t${count}`, code: `${count}` }));

    const { refused, pages } = await simulated(
      createPolicyWorld({ ...world.ports, validator, scan: inOnePage(world.ports.scan) }),
      'default',
      { ...defaultPolicy, description: 'Other.' },
    );

    expect(refused).toHaveLength(5);
    expect(pages.map(({ examined }) => examined)).toEqual([2, 2, 1]);
  });

  it('is for operators alone', async () => {
    const { simulatePolicy } = createPolicyWorld();

    await expect(simulatePolicy(planner, 'default', { limit: 1 })).rejects.toMatchObject({ code: 'request.forbidden' });
  });

  it.each([
    ['a policy that is not there', 'team', undefined, 'policy.not_found'],
    ['a name that is not the path’s', 'team', { ...defaultPolicy, agents: [] }, 'policy.invalid'],
    ['rules that nobody knows', 'default', { ...defaultPolicy, rules: { 'unknown.rule': {} } }, 'policy.invalid'],
    ['agents of another policy', 'team', { ...defaultPolicy, name: 'team' }, 'policy.agents_taken'],
  ])('refuses %s', async (_name, name, document, code) => {
    const { simulatePolicy } = createPolicyWorld();

    await expect(simulatePolicy(operator, name, { limit: 1, ...(document && { document }) })).rejects.toMatchObject({
      code,
    });
  });

  it('takes no position that was reached with another document', async () => {
    const world = createPolicyWorld();
    for (const name of ['a', 'b']) await world.createTool(planner, aToolDraft({ name, code: name }));
    const { position } = await world.simulatePolicy(operator, 'default', { limit: 1 });

    const other = world.simulatePolicy(operator, 'default', {
      limit: 1,
      document: refusing('x'),
      ...(position && { position }),
    });

    expect(position).toBeDefined();
    await expect(other).rejects.toMatchObject({ code: 'cursor.invalid' });
  });
});
