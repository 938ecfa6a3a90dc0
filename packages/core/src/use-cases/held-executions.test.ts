import { defaultPolicy } from '@dtr/contracts';
import { aToolDraft, planner, researcher } from '../testing/builders.ts';
import { createPolicyWorld, refusing } from '../testing/memory/policy-world.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';
import { createTieredExecutor } from './steps/tiered-executor.ts';

const evil = aToolDraft({ code: 'evil', visibility: 'shared' });
const notCompiling = createScriptedExecutor(({ code }) =>
  code.includes('odd')
    ? { outcome: 'not-started', reason: 'does not compile', refusedByRuntime: { message: 'no `odd` here', line: 2 } }
    : finishedWith({ outputJson: '1' }),
);

describe('an execution under a policy of today', () => {
  it('is refused before the re-validation has come by, and quarantines the tool', async () => {
    const clock = createTestClock();
    const { createTool, executeTool, getTool, apply, ports } = createPolicyWorld({ clock });
    const { toolId } = (await createTool(planner, evil)).tool;
    await apply(refusing('evil'));
    clock.advance(1_000);

    await expect(executeTool(researcher, toolId, { input: {} })).rejects.toMatchObject({ code: 'tool.quarantined' });

    expect(ports.executor.requests).toEqual([]);
    expect((await getTool(planner, toolId)).tool.status).toBe('quarantined');
  });

  it.each([
    ['its owner what the tool breaks', planner, [{ rule: 'test.forbidden' }]],
    ['others nothing of it', researcher, undefined],
  ])('tells %s', async (_title, caller, violations) => {
    const clock = createTestClock();
    const { createTool, executeTool, apply } = createPolicyWorld({ clock });
    const { toolId } = (await createTool(planner, evil)).tool;
    await apply(refusing('evil'));
    clock.advance(1_000);

    await expect(executeTool(caller, toolId, { input: {} })).rejects.toMatchObject({
      message: expect.stringContaining('policy default in version 2 refuses what was accepted before'),
      details: violations === undefined ? { hint: expect.any(String) } : { violations },
    });
    await expect(executeTool(researcher, toolId, { input: {} })).rejects.not.toHaveProperty('details.violations');
  });

  it('goes on when the policy has changed and still accepts the tool, without a write', async () => {
    const { createTool, executeTool, getTool, apply } = createPolicyWorld();
    const before = await createTool(planner, evil);
    await apply({ ...defaultPolicy, description: 'Other.' });

    expect((await executeTool(planner, before.tool.toolId, { input: {} })).status).toBe('succeeded');

    expect((await getTool(planner, before.tool.toolId)).etag).toBe(before.etag);
  });

  it('is not refused for a policy that has become milder within the last second', async () => {
    const world = createPolicyWorld();
    const { toolId } = (await world.createTool(planner, evil)).tool;
    const other = createPolicyWorld(world.ports);
    await world.apply(refusing('evil'));
    await expect(other.executeTool(planner, toolId, { input: {} })).rejects.toMatchObject({ code: 'tool.quarantined' });
    await world.apply(defaultPolicy);
    await world.revalidate();

    expect((await other.executeTool(planner, toolId, { input: {} })).status).toBe('succeeded');
  });

  it('never runs in a weaker tier than the policy demands now', async () => {
    const validator = createScriptedValidator(({ policy }) => ({ tier: policy.leastTier }));
    const wasm = createScriptedExecutor();
    const executor = createTieredExecutor({ wasm });
    const { createTool, executeTool, apply } = createPolicyWorld({ validator, executor });
    const { toolId } = (await createTool(planner, evil)).tool;
    await apply({ ...defaultPolicy, leastTier: 'microvm' });

    await expect(executeTool(planner, toolId, { input: {} })).rejects.toMatchObject({ code: 'execution.not_started' });
    expect(wasm.requests).toEqual([]);
  });
});

describe('code that the interpreter does not compile', () => {
  const odd = aToolDraft({ code: 'odd' });

  it('is an incident: 409, quarantined, audited, and no execution', async () => {
    const { createTool, executeTool, getTool, ports } = createPolicyWorld({ executor: notCompiling });
    const { toolId, digest } = (await createTool(planner, odd)).tool;

    await expect(executeTool(planner, toolId, { input: {} })).rejects.toMatchObject({
      code: 'tool.quarantined',
      message: expect.stringContaining('interpreter'),
    });

    const { tool } = await getTool(planner, toolId);
    expect(tool).toMatchObject({
      status: 'quarantined',
      quarantine: { violations: [{ rule: 'runtime.disagreement', line: 2 }] },
    });
    expect(tool.quarantine).not.toHaveProperty('policy');
    const incidents = ports.audit.events.filter(({ kind }) => kind === 'runtime.disagreement');
    expect(incidents).toMatchObject([{ actor: planner, toolId, digest, details: { during: 'execution', line: 2 } }]);
    expect(JSON.stringify(ports.audit.events)).not.toContain('no `odd` here');
  });

  it('stays quarantined whatever policy comes, until its owner replaces it', async () => {
    const { createTool, updateTool, executeTool, getTool, apply, revalidate } = createPolicyWorld({
      executor: notCompiling,
    });
    const { toolId } = (await createTool(planner, odd)).tool;
    await executeTool(planner, toolId, { input: {} }).catch(() => undefined);
    await apply({ ...defaultPolicy, description: 'Other.' });

    expect(await revalidate()).toMatchObject({ quarantined: 0, released: 0 });
    expect((await getTool(planner, toolId)).tool.status).toBe('quarantined');

    await updateTool(planner, toolId, '*', { ...odd, code: 'even' });
    expect((await executeTool(planner, toolId, { input: {} })).status).toBe('succeeded');
    await expect(executeTool(planner, toolId, { input: {}, version: 1 })).rejects.toMatchObject({
      code: 'tool.quarantined',
    });
  });

  it('stays quarantined when a policy that refuses it as well is relaxed, or its words change', async () => {
    const { createTool, updateTool, executeTool, getTool, apply, revalidate } = createPolicyWorld({
      executor: notCompiling,
    });
    const { toolId } = (await createTool(planner, odd)).tool;
    await executeTool(planner, toolId, { input: {} }).catch(() => undefined);
    for (const policy of [refusing('odd'), defaultPolicy]) {
      await apply(policy);
      await revalidate();
    }

    await updateTool(planner, toolId, '*', { ...odd, description: 'Other words.' });

    const { tool } = await getTool(planner, toolId);
    expect(tool).toMatchObject({ status: 'quarantined', description: 'Other words.' });
    expect(tool.quarantine?.violations[0]?.rule).toBe('runtime.disagreement');
  });

  it('of an older version puts only that version away', async () => {
    const { createTool, updateTool, executeTool } = createPolicyWorld({ executor: notCompiling });
    const { toolId } = (await createTool(planner, odd)).tool;
    await updateTool(planner, toolId, '*', { ...odd, code: 'even' });

    for (let count = 0; count < 2; count += 1)
      await expect(executeTool(planner, toolId, { input: {}, version: 1 })).rejects.toMatchObject({
        code: 'tool.quarantined',
      });

    expect(notCompiling.requests.filter(({ code }) => code === 'odd').length).toBeLessThan(20);
    expect((await executeTool(planner, toolId, { input: {} })).version).toBe(2);
  });

  it('fails the test gate with a finding at its line, and is audited once', async () => {
    const { createTool, ports } = createPolicyWorld({ executor: notCompiling });
    const examples = Array.from({ length: 4 }, () => ({ input: {}, output: 1 }));

    await expect(createTool(planner, { ...odd, examples })).rejects.toMatchObject({
      code: 'tool.policy_violation',
      details: { violations: [{ rule: 'runtime.disagreement', line: 2, action: 'reject' }] },
    });

    const incidents = ports.audit.events.filter(({ kind }) => kind === 'runtime.disagreement');
    expect(incidents).toMatchObject([{ actor: planner, details: { during: 'test' } }]);
    expect((await ports.artifacts.list()).items).toEqual([]);
  });
});
