import { defaultPolicy } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import { makeUseCases } from '../make-use-cases.ts';
import { aToolDraft, operator, planner, researcher, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createPolicyWorld, refusing } from '../testing/memory/policy-world.ts';
import { aViolation, createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const away = async () => {
  throw new AppError('dependency.unavailable', 'away');
};

describe('a verdict', () => {
  it('is asked of nobody a second time, not even of the cache', async () => {
    const { validateTool, ports } = createPolicyWorld();
    const first = await validateTool(planner, aToolDraft());
    ports.verdicts.find = away;

    expect(await validateTool(planner, aToolDraft())).toEqual({ ...first, cached: true });
    expect(ports.validator.requests).toHaveLength(1);
  });

  it('comes from the cache in another process', async () => {
    const { ports, validateTool } = createPolicyWorld();
    await validateTool(planner, aToolDraft());

    expect((await createPolicyWorld(ports).validateTool(planner, aToolDraft())).cached).toBe(true);
    expect(ports.validator.requests).toHaveLength(1);
  });

  it('is another one for other words, since these are judged too', async () => {
    const { validateTool, apply, ports } = createPolicyWorld();
    await apply(refusing('evil'));

    expect((await validateTool(planner, aToolDraft())).verdict).toBe('accepted');
    expect((await validateTool(planner, aToolDraft({ description: 'evil' }))).verdict).toBe('rejected');
    expect(ports.validator.requests[1]?.words).toEqual({ name: 'echo', description: 'evil', tags: [] });
  });

  it('that could not be reached to the end is never kept', async () => {
    const failed = { ...aViolation, rule: 'analysis.failed' };
    const validator = createScriptedValidator(() => ({ verdict: 'rejected', violations: [failed] }));
    const { validateTool } = createPolicyWorld({ validator });

    for (let count = 0; count < 3; count += 1) expect((await validateTool(planner, aToolDraft())).cached).toBe(false);
    expect(validator.requests).toHaveLength(3);
  });

  it('is that of the stricter policy for the agent it is for', async () => {
    const { validateTool, apply } = createPolicyWorld();
    await apply({ ...refusing('evil'), name: 'team', agents: [planner] });

    expect((await validateTool(planner, aToolDraft({ code: 'evil' }))).verdict).toBe('rejected');
    expect((await validateTool(researcher, aToolDraft({ code: 'evil' }))).verdict).toBe('accepted');
  });

  it('follows a policy from the moment it was applied, in every process', async () => {
    const { validateTool, ports } = createPolicyWorld();
    await validateTool(planner, aToolDraft({ code: 'evil' }));

    await createPolicyWorld(ports).apply(refusing('evil'));

    expect((await validateTool(planner, aToolDraft({ code: 'evil' }))).verdict).toBe('rejected');
  });
});

describe('what a tool asks for beyond its policy', () => {
  const tight = { ...defaultPolicy, limits: { ...defaultPolicy.limits, timeoutSeconds: 20, memoryMb: 64 } };

  it('is refused with a pointer to it', async () => {
    const { validateTool, createTool, apply } = createPolicyWorld();
    await apply(tight);
    const greedy = aToolDraft({ limits: { timeoutSeconds: 21, memoryMb: 256 } });

    const report = await validateTool(planner, greedy);

    expect(report.verdict).toBe('rejected');
    expect(report.violations.map(({ rule, pointer }) => [rule, pointer])).toEqual([
      ['policy.limits', '/limits/timeoutSeconds'],
      ['policy.limits', '/limits/memoryMb'],
    ]);
    await expect(createTool(planner, greedy)).rejects.toMatchObject({ code: 'tool.policy_violation' });
    await expect(createTool(planner, aToolDraft({ limits: { timeoutSeconds: 20 } }))).resolves.toBeDefined();
  });

  it('is no fault of a tool that asks for nothing: it gets what the policy grants', async () => {
    const { createTool, executeTool, apply, ports } = createPolicyWorld();
    await apply({ ...tight, limits: { ...tight.limits, timeoutSeconds: 2 } });
    const { toolId } = (await createTool(planner, aToolDraft())).tool;

    await executeTool(planner, toolId, { input: {} });

    expect(ports.executor.requests[0]?.limits).toMatchObject({ timeoutMs: 2_000, memoryMb: 64 });
  });

  it('is found when only the limits change', async () => {
    const { createTool, updateTool, apply } = createPolicyWorld();
    await apply(tight);
    const { toolId } = (await createTool(planner, aToolDraft())).tool;

    const raised = updateTool(planner, toolId, '*', aToolDraft({ limits: { timeoutSeconds: 60 } }));

    await expect(raised).rejects.toMatchObject({ code: 'tool.policy_violation' });
  });
});

describe('the trail of verdicts', () => {
  it('has one event for every verdict that was given, cached ones too, and no code', async () => {
    const { validateTool, createTool, apply, ports } = createPolicyWorld();
    await apply(refusing('evil'));
    const evil = aToolDraft({ code: 'evil code' });
    await validateTool(planner, evil);
    await createTool(planner, evil).catch(() => undefined);
    await createTool(researcher, aToolDraft());

    const verdicts = ports.audit.events.filter(({ kind }) => kind === 'verdict');
    const rules = { 'test.forbidden': 1 };
    expect(verdicts).toMatchObject([
      { actor: planner, details: { during: 'validate', verdict: 'rejected', cached: false, rules } },
      { actor: planner, details: { during: 'create', verdict: 'rejected', cached: true, rules } },
      { actor: researcher, details: { during: 'create', verdict: 'accepted', cached: false, rules: {} } },
    ]);
    expect(verdicts[0]?.policy?.name).toBe('default');
    expect(JSON.stringify(verdicts)).not.toMatch(/evil|is forbidden/);
  });

  it('is a condition: without it no verdict is given and nothing is stored', async () => {
    const ports = createMemoryPorts();
    const { validateTool, createTool } = makeUseCases({ ...ports, audit: { append: away } }, testSettings);

    await expect(validateTool(planner, aToolDraft())).rejects.toMatchObject({ code: 'dependency.unavailable' });
    await expect(createTool(planner, aToolDraft())).rejects.toMatchObject({ code: 'dependency.unavailable' });
    expect((await ports.artifacts.list()).items).toEqual([]);
  });
});

describe('a shared tool that another agent would create', () => {
  const shared = aToolDraft({ code: 'evil', visibility: 'shared' });

  it('is judged under the policy of that agent before it is reused', async () => {
    const { createTool, apply, ports } = createPolicyWorld();
    await createTool(researcher, shared);
    await apply({ ...refusing('evil'), name: 'team', agents: [planner] });

    await expect(createTool(planner, shared)).rejects.toMatchObject({ code: 'tool.policy_violation' });
    expect(ports.audit.events.at(-1)).toMatchObject({ kind: 'verdict', actor: planner, details: { during: 'reuse' } });
  });

  it('is reused without a verdict where the same policy judged it', async () => {
    const { createTool, ports } = createPolicyWorld();
    await createTool(researcher, shared);
    const { length } = ports.audit.events;

    expect((await createTool(planner, shared)).outcome).toBe('reused');
    expect(ports.audit.events).toHaveLength(length);
  });
});

describe('operators', () => {
  it('are judged like everyone else', async () => {
    const { validateTool, apply } = createPolicyWorld();
    await apply(refusing('evil'));

    expect((await validateTool(operator, aToolDraft({ code: 'evil' }))).verdict).toBe('rejected');
  });
});
