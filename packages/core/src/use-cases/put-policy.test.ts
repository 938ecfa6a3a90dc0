import { defaultPolicy, type PolicyDocument, strictPolicy } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import { makeUseCases } from '../make-use-cases.ts';
import { aToolDraft, newUlid, operator, planner, researcher, testPolicy, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const setUp = (given: Parameters<typeof createMemoryPorts>[0] = {}) => {
  const ports = createMemoryPorts(given);
  return { ports, ...makeUseCases(ports, testSettings) };
};
const aPolicy = (given: Partial<PolicyDocument> = {}): PolicyDocument => ({
  ...defaultPolicy,
  name: 'team',
  agents: [planner],
  ...given,
});
const queueDown = {
  async send(): Promise<void> {
    throw new AppError('dependency.unavailable', 'away');
  },
};

describe('putPolicy', () => {
  it('makes a new policy at version 1, which then judges its agents and no others', async () => {
    const { putPolicy, validateTool, ports } = setUp();

    const { policy, etag, outcome } = await putPolicy(operator, 'team', aPolicy());

    expect(outcome).toBe('created');
    expect(policy).toMatchObject({ name: 'team', version: 1, updatedBy: operator, document: aPolicy() });
    expect(etag).toMatch(/^"v1-[0-9a-f]{12}"$/);
    expect((await validateTool(planner, aToolDraft())).policy).toEqual({ name: 'team', digest: policy.digest });
    expect((await validateTool(researcher, aToolDraft())).policy.name).toBe('default');
    expect(ports.queue.messages).toEqual([{ kind: 'policy.revalidate', policy: 'team', digest: policy.digest }]);
  });

  it('counts on from version 1 of a built-in policy', async () => {
    const { putPolicy, getPolicy } = setUp();
    const { etag } = await getPolicy('default');
    const stricter = { ...defaultPolicy, leastTier: 'microvm' as const };

    const { policy, outcome } = await putPolicy(operator, 'default', stricter, { ifMatch: [etag] });

    expect(outcome).toBe('updated');
    expect(policy.version).toBe(2);
    expect((await getPolicy('default')).policy).toEqual(policy);
  });

  it('writes nothing for the same document, and starts the re-validation again', async () => {
    const { putPolicy, ports } = setUp();
    const first = await putPolicy(operator, 'team', aPolicy());

    const again = await putPolicy(operator, 'team', aPolicy(), { ifMatch: [first.etag] });

    expect(again).toEqual({ ...first, outcome: 'unchanged' });
    expect(ports.queue.messages).toHaveLength(2);
    expect((await ports.policies.read()).revision).toBe(1);
  });

  it('says so only when no process can remember the policy before', async () => {
    const validator = createScriptedValidator(({ policy }) => ({ tier: policy.leastTier }));
    const ports = createMemoryPorts({ validator });
    const [one, other] = [makeUseCases(ports, testSettings), makeUseCases(ports, testSettings)];
    const { tool } = await one.createTool(planner, aToolDraft());
    const run = async () => {
      const executed = await other.executeTool(planner, tool.toolId, { input: {} });
      return executed.kind === 'result' ? executed.answer.sandbox.tier : executed.kind;
    };
    expect(await run()).toBe('wasm');

    await one.putPolicy(operator, 'team', aPolicy({ leastTier: 'microvm' }));

    expect(await run()).toBe('microvm');
  });

  it('announces and audits what it applied, without the document', async () => {
    const { putPolicy, listOutbox, ports } = setUp();

    const { policy } = await putPolicy(operator, 'team', aPolicy());

    const { digest } = policy;
    expect(await listOutbox()).toMatchObject([{ kind: 'policy.applied', policy: 'team', version: 1, digest }]);
    expect(ports.audit.events).toMatchObject([
      { kind: 'policy.applied', actor: operator, policy: { name: 'team', digest }, details: { version: 1 } },
    ]);
    expect(JSON.stringify(ports.audit.events)).not.toContain('allowedModules');
  });

  it('is for operators alone', async () => {
    const { putPolicy, ports } = setUp();

    await expect(putPolicy(planner, 'team', aPolicy())).rejects.toMatchObject({ code: 'request.forbidden' });
    expect((await ports.policies.read()).revision).toBe(0);
  });

  it.each([
    ['an existing one without If-Match', 'strict', {}, 'policy.precondition_required'],
    ['an existing one with a stale ETag', 'strict', { ifMatch: ['"v9-000000000000"'] }, 'policy.precondition_failed'],
    [
      'an existing one that is to be new',
      'strict',
      { isNew: true, ifMatch: '*' as const },
      'policy.precondition_failed',
    ],
    ['a new one with If-Match', 'team', { ifMatch: '*' as const }, 'policy.precondition_failed'],
  ])('refuses %s', async (_name, name, precondition, code) => {
    const { putPolicy, ports } = setUp();
    const document = aPolicy({ name, agents: [] });

    await expect(putPolicy(operator, name, document, precondition)).rejects.toMatchObject({ code });
    expect((await ports.policies.read()).revision).toBe(0);
  });

  it.each([
    ['a name that is not the path’s', aPolicy({ name: 'other' }), '/name'],
    ['a rule that the validator does not know', aPolicy({ rules: { 'unknown.rule': {} } }), '/rules/unknown.rule'],
    ['agents that no agent can be', aPolicy({ agents: [planner, 'planner'] }), '/agents/1'],
  ])('refuses %s with a pointer', async (_name, document, pointer) => {
    const { putPolicy } = setUp();

    await expect(putPolicy(operator, 'team', document)).rejects.toMatchObject({
      code: 'policy.invalid',
      details: { errors: [{ pointer }] },
    });
  });

  it('never takes everyone away from the default policy', async () => {
    const { putPolicy } = setUp();
    const narrowed = putPolicy(operator, 'default', { ...defaultPolicy, agents: [planner] }, { ifMatch: '*' });

    await expect(narrowed).rejects.toMatchObject({
      code: 'policy.invalid',
      details: { errors: [{ pointer: '/agents' }] },
    });
  });

  it('refuses agents that another policy lists, and names it', async () => {
    const { putPolicy } = setUp();
    await putPolicy(operator, 'team', aPolicy());

    await expect(
      putPolicy(operator, 'rival', aPolicy({ name: 'rival', agents: ['000000000000/user/x', planner] })),
    ).rejects.toMatchObject({
      code: 'policy.agents_taken',
      message: expect.stringContaining('"team"'),
      details: { errors: [{ pointer: '/agents/1' }] },
    });
  });

  it('lets of many operators who claim one agent exactly one have it', async () => {
    const { putPolicy } = setUp();
    const names = Array.from({ length: 6 }, () => `p-${newUlid().toLowerCase()}`);

    const outcomes = await Promise.allSettled(names.map((name) => putPolicy(operator, name, aPolicy({ name }))));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lets operators apply different policies at once', async () => {
    const { putPolicy, listPolicies } = setUp();
    const names = ['p-1', 'p-2', 'p-3', 'p-4'];

    await Promise.all(
      names.map((name) => putPolicy(operator, name, aPolicy({ name, agents: [`000000000000/user/${name}`] }))),
    );

    const { items } = await listPolicies({ limit: 100 });
    expect(items.map(({ name }) => name)).toEqual(['default', ...names, 'strict']);
  });

  it('has applied the policy when the re-validation cannot be started, and says how to start it', async () => {
    const ports = createMemoryPorts();
    const broken = makeUseCases({ ...ports, queue: queueDown }, testSettings);

    const failed = broken.putPolicy(operator, 'team', aPolicy());

    await expect(failed).rejects.toMatchObject({
      code: 'dependency.unavailable',
      details: { hint: expect.stringContaining('again') },
    });
    const { getPolicy, putPolicy } = makeUseCases(ports, testSettings);
    const { etag } = await getPolicy('team');
    expect((await putPolicy(operator, 'team', aPolicy(), { ifMatch: [etag] })).outcome).toBe('unchanged');
    expect(ports.queue.messages).toHaveLength(1);
  });

  it('stops at a hundred policies', async () => {
    const { putPolicy } = setUp();
    for (let count = 0; count < 98; count += 1)
      await putPolicy(operator, `p-${count}`, aPolicy({ name: `p-${count}`, agents: [] }));

    await expect(putPolicy(operator, 'team', aPolicy())).rejects.toMatchObject({ code: 'policy.limit_reached' });
  });
});

describe('listPolicies and getPolicy', () => {
  it('show the built-in policies where none was ever applied', async () => {
    const { listPolicies, getPolicy } = setUp();

    const { items } = await listPolicies({ limit: 10 });

    expect(items.map(({ name, version, updatedBy, updatedAt }) => [name, version, updatedBy, updatedAt])).toEqual([
      ['default', 1, 'built-in', null],
      ['strict', 1, 'built-in', null],
    ]);
    expect((await getPolicy('strict')).policy.document).toEqual(strictPolicy);
    expect((await getPolicy('default')).policy.digest).toBe(testPolicy.digest);
  });

  it('page by name', async () => {
    const { listPolicies } = setUp();

    const first = await listPolicies({ limit: 1 });
    const second = await listPolicies({ limit: 1, position: first.position ?? '' });

    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['default', 'strict']);
    expect(second.position).toBeUndefined();
  });

  it('know no policy that was never applied', async () => {
    await expect(setUp().getPolicy('team')).rejects.toMatchObject({ code: 'policy.not_found' });
  });
});
