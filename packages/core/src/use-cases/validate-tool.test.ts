import { makeUseCases } from '../make-use-cases.ts';
import { aToolDraft, planner, testPolicy, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { aViolation, createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const setUp = (given: Parameters<typeof createMemoryPorts>[0] = {}) => {
  const ports = createMemoryPorts(given);
  return { ports, ...makeUseCases(ports, testSettings) };
};

describe('validateTool', () => {
  it('reports a rejection as a result, with the violations', async () => {
    const validator = createScriptedValidator(() => ({ verdict: 'rejected', violations: [aViolation] }));
    const { validateTool } = setUp({ validator });

    const report = await validateTool(planner, aToolDraft());

    const { name } = testPolicy.document;
    expect(report).toMatchObject({ verdict: 'rejected', violations: [aViolation], policy: { name }, cached: false });
    expect(report).not.toHaveProperty('engineVersion');
  });

  it('stores nothing but the verdict, which creation then takes', async () => {
    const { validateTool, createTool, listTools, ports } = setUp();
    const first = await validateTool(planner, aToolDraft());
    const second = await validateTool(planner, aToolDraft({ limits: { timeoutSeconds: 3 } }));

    expect(second).toEqual({ ...first, cached: true });
    expect((await ports.artifacts.list()).items).toEqual([]);
    expect((await listTools(planner, { owner: 'all', limit: 10 })).items).toEqual([]);
    const { tool } = await createTool(planner, aToolDraft());
    expect(tool.validation).toMatchObject({ verdict: 'accepted', digest: first.digest, warnings: 0 });
    expect(ports.validator.requests).toHaveLength(1);
  });

  it('runs no example', async () => {
    const { validateTool, ports } = setUp();

    await validateTool(planner, aToolDraft({ examples: [{ input: {}, output: 'wrong' }] }));

    expect(ports.executor.requests).toEqual([]);
  });

  it('judges again when the engine is newer than the stored verdict', async () => {
    const { validateTool, ports } = setUp();
    await validateTool(planner, aToolDraft());
    const newer = makeUseCases(ports, { ...testSettings, engineVersion: 'newer' });

    expect((await newer.validateTool(planner, aToolDraft())).cached).toBe(false);
  });

  it('refuses drafts that creation would refuse', async () => {
    const { validateTool } = setUp();

    const broken = validateTool(planner, aToolDraft({ parameters: { type: 'objekt' } }));
    await expect(broken).rejects.toMatchObject({ code: 'schema.invalid' });
    const misfit = validateTool(planner, aToolDraft({ examples: [{ input: 7 }] }));
    await expect(misfit).rejects.toMatchObject({ code: 'tool.example_failed' });
  });
});
