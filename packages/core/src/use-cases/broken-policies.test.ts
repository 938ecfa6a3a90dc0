import { defaultPolicy, type PolicyDocument } from '@dtr/contracts';
import { applyPolicy, policyText } from '../domain/policy/applied-policy.ts';
import { makeUseCases } from '../make-use-cases.ts';
import type { PolicyDocumentStore } from '../ports/policy-document-store.ts';
import { aPolicyEntry, aPolicyHead, aToolDraft, operator, planner, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';

const aDocument = (given: Partial<PolicyDocument> = {}): PolicyDocument => ({
  ...defaultPolicy,
  name: 'team',
  agents: [planner],
  ...given,
});

/** Two versions of a policy, applied; what the store gives for the second one is `damage`'s. */
async function setUp(
  damage: (text: string | undefined) => string | undefined,
  second = aDocument({ description: '2' }),
) {
  const ports = createMemoryPorts();
  const { putPolicy } = makeUseCases(ports, testSettings);
  const first = await putPolicy(operator, 'team', aDocument({ description: '1' }));
  const last = await putPolicy(operator, 'team', second, { ifMatch: '*' });
  const policyDocuments: PolicyDocumentStore = {
    ...ports.policyDocuments,
    async find(digest) {
      const text = await ports.policyDocuments.find(digest);
      return digest === last.policy.digest ? damage(text) : text;
    },
  };
  const damaged = { ...ports, policyDocuments };
  return { ports, first, last, fresh: () => makeUseCases(damaged, testSettings) };
}

describe('a policy document that cannot be used', () => {
  it.each([
    ['is missing', () => undefined],
    ['is cut short', (text: string | undefined) => text?.slice(0, -1)],
    ['was changed', (text: string | undefined) => text?.replace('wasm', 'wasn')],
  ])('because it %s leaves the one before in force', async (_name, damage) => {
    const { first, last, fresh } = await setUp(damage);

    const { getPolicy, validateTool } = fresh();

    expect((await validateTool(planner, aToolDraft())).policy.digest).toBe(first.policy.digest);
    const { policy, etag } = await getPolicy('team');
    const { version, digest } = last.policy;
    expect(policy).toMatchObject({ version: 1, description: '1', unusable: { version, digest } });
    expect(etag).toBe(last.etag);
  });

  it('because it breaks the schema leaves the one before in force', async () => {
    const { limits: _limits, ...partial } = aDocument({ description: 'without limits' });
    const ports = createMemoryPorts();
    const { putPolicy } = makeUseCases(ports, testSettings);
    const first = await putPolicy(operator, 'team', aDocument());
    const { digest } = applyPolicy(partial as PolicyDocument, '');
    await ports.policyDocuments.put(digest, policyText(partial as PolicyDocument));
    const previous = { version: 1, digest: first.policy.digest as typeof digest };
    const head = aPolicyHead({ name: 'team', version: 2, digest, agents: [planner], previous });
    await ports.policies.put({ revision: 1, head }, aPolicyEntry(head));

    const report = await makeUseCases(ports, testSettings).validateTool(planner, aToolDraft());

    expect(report.policy.digest).toBe(first.policy.digest);
  });

  it('is reported once in the life of a process', async () => {
    const { ports, last, fresh } = await setUp(() => undefined);
    const { validateTool } = fresh();

    for (let count = 0; count < 3; count += 1) await validateTool(planner, aToolDraft());

    const broken = ports.audit.events.filter(({ kind }) => kind === 'policy.broken');
    expect(broken).toMatchObject([{ actor: 'system', policy: { name: 'team', digest: last.policy.digest } }]);
  });

  it('is used again as soon as it can be', async () => {
    let isDamaged = true;
    const { last, fresh } = await setUp((text) => (isDamaged ? undefined : text));
    const { validateTool } = fresh();
    await validateTool(planner, aToolDraft());

    isDamaged = false;

    expect((await validateTool(planner, aToolDraft())).policy.digest).toBe(last.policy.digest);
  });

  it('leaves the built-in policy of its name in force when there is nothing else', async () => {
    const ports = createMemoryPorts();
    const head = aPolicyHead({ name: 'default', version: 2, agents: ['*'] });
    await ports.policies.put({ revision: 0, head }, aPolicyEntry(head));

    const { policy } = await makeUseCases(ports, testSettings).getPolicy('default');

    expect(policy).toMatchObject({ version: 1, document: defaultPolicy, unusable: { version: 2 } });
  });

  it('lets no other policy judge in its place, and can be put again', async () => {
    const ports = createMemoryPorts();
    const head = aPolicyHead({ name: 'team', agents: [planner] });
    await ports.policies.put({ revision: 0, head }, aPolicyEntry(head));
    const { validateTool, putPolicy } = makeUseCases(ports, testSettings);

    await expect(validateTool(planner, aToolDraft())).rejects.toMatchObject({ code: 'dependency.unavailable' });

    const { policy } = await putPolicy(operator, 'team', aDocument(), { ifMatch: '*' });
    expect((await validateTool(planner, aToolDraft())).policy.digest).toBe(policy.digest);
  });
});
