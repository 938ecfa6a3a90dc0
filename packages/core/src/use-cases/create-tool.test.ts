import type { ToolDraft } from '@dtr/contracts';
import { makeUseCases } from '../make-use-cases.ts';
import { aToolDraft, newUlid, planner, researcher, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { aViolation, createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const setUp = (given: Parameters<typeof createMemoryPorts>[0] = {}) => {
  const ports = createMemoryPorts(given);
  return { ports, ...makeUseCases(ports, testSettings) };
};

describe('createTool', () => {
  it('answers with the whole tool, its defaults filled in', async () => {
    const { createTool, getTool } = setUp();

    const { tool, etag, outcome } = await createTool(planner, aToolDraft());

    expect(outcome).toBe('created');
    expect(tool).toMatchObject({
      ...aToolDraft(),
      version: 1,
      owner: planner,
      status: 'active',
      tags: [],
      visibility: 'private',
      limits: { timeoutSeconds: 10, memoryMb: 128 },
      annotations: {},
      examples: [],
      inferred: [],
      registration: { state: 'disabled' },
      reused: false,
    });
    expect(await getTool(planner, tool.toolId)).toEqual({ tool, etag });
  });

  it('keeps what was given instead of defaults, tags once each', async () => {
    const { createTool } = setUp();
    const given: Partial<ToolDraft> = {
      title: 'Echo',
      tags: ['b', 'a', 'b'],
      visibility: 'shared',
      limits: { memoryMb: 64 },
      annotations: { readOnlyHint: true },
    };

    const { tool } = await createTool(planner, aToolDraft(given));

    expect(tool).toMatchObject({ ...given, tags: ['b', 'a'], limits: { timeoutSeconds: 10, memoryMb: 64 } });
  });

  it('says what was inferred and uses it', async () => {
    const inferred = {
      parameters: { type: 'object', title: 'inferred' },
      returns: { type: 'string' },
      entryPoint: 'run',
    };
    const validator = createScriptedValidator(() => ({
      inferred,
      entryPoint: 'run',
      calling: 'named',
      parameterNames: ['a'],
    }));
    const { createTool } = setUp({ validator });
    const { parameters: _parameters, entryPoint: _entryPoint, ...bare } = aToolDraft();

    const { tool } = await createTool(planner, bare);

    expect(tool).toMatchObject({ ...inferred, calling: 'named', inferred: ['parameters', 'returns', 'entryPoint'] });
  });

  it('marks a tool as to be registered where there is a gateway', async () => {
    const { createTool } = makeUseCases(createMemoryPorts(), { ...testSettings, hasGateway: true });

    expect((await createTool(planner, aToolDraft())).tool.registration).toEqual({ state: 'pending' });
  });

  it('announces the tool', async () => {
    const { createTool, listOutbox } = setUp();

    const { tool } = await createTool(planner, aToolDraft());

    const { toolId, digest } = tool;
    expect(await listOutbox()).toMatchObject([{ kind: 'tool.created', toolId, digest, version: 1, revision: 1 }]);
  });

  describe('reuse', () => {
    it('gives the owner the same tool again, whatever its new name and line ends', async () => {
      const { createTool, ports } = setUp();
      const { tool } = await createTool(planner, aToolDraft({ code: 'a\nb' }));

      const again = await createTool(planner, aToolDraft({ code: 'a\r\nb', name: 'other', description: 'other' }));

      expect(again).toMatchObject({ outcome: 'reused', tool: { ...tool, reused: true } });
      expect(ports.validator.requests).toHaveLength(1);
    });

    it('gives any agent a shared tool, and nobody a private one', async () => {
      const { createTool } = setUp();
      const shared = await createTool(planner, aToolDraft({ visibility: 'shared' }));
      await createTool(planner, aToolDraft({ name: 'hidden', code: 'private' }));

      expect(await createTool(researcher, aToolDraft())).toMatchObject({
        outcome: 'reused',
        tool: { toolId: shared.tool.toolId, owner: planner },
      });
      expect(await createTool(researcher, aToolDraft({ code: 'private' }))).toMatchObject({
        outcome: 'created',
        tool: { owner: researcher },
      });
    });

    it('prefers the caller’s own tool to a shared one', async () => {
      const { createTool } = setUp();
      const own = await createTool(researcher, aToolDraft());
      await createTool(planner, aToolDraft({ visibility: 'shared' }));

      expect((await createTool(researcher, aToolDraft())).tool.toolId).toBe(own.tool.toolId);
    });

    it('does not give back what was deleted or has moved on to another definition', async () => {
      const { createTool, deleteTool, updateTool } = setUp();
      const deleted = await createTool(planner, aToolDraft());
      await deleteTool(planner, deleted.tool.toolId, '*');
      const moved = await createTool(planner, aToolDraft());
      expect(moved.outcome).toBe('created');
      await updateTool(planner, moved.tool.toolId, '*', aToolDraft({ code: 'new' }));

      expect((await createTool(planner, aToolDraft({ name: 'third' }))).outcome).toBe('created');
    });

    it('takes the stored verdict for a definition that another agent posts', async () => {
      const { createTool, ports } = setUp();
      await createTool(planner, aToolDraft());

      expect((await createTool(researcher, aToolDraft())).outcome).toBe('created');
      expect(ports.validator.requests).toHaveLength(1);
    });

    it('makes one tool of many simultaneous posts', async () => {
      const { createTool } = setUp();

      const results = await Promise.all(Array.from({ length: 10 }, () => createTool(planner, aToolDraft())));

      expect(new Set(results.map(({ tool }) => tool.toolId)).size).toBe(1);
      expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    });
  });

  describe('refuses', () => {
    it('a name that another tool of the caller has, before anything is judged', async () => {
      const { createTool, ports } = setUp();
      await createTool(planner, aToolDraft());

      const refused = createTool(planner, aToolDraft({ code: 'other' }));

      await expect(refused).rejects.toMatchObject({
        code: 'tool.name_taken',
        details: { errors: [{ pointer: '/name' }] },
      });
      expect(ports.validator.requests).toHaveLength(1);
    });

    it('parts with too many bytes, naming each', async () => {
      const { createTool } = setUp();
      const large = (kilobytes: number) => 'ü'.repeat(kilobytes * 512 + 1);

      const refused = createTool(planner, aToolDraft({ code: large(256), returns: { title: large(64) } }));

      await expect(refused).rejects.toMatchObject({
        code: 'request.too_large',
        details: { errors: [{ pointer: '/code' }, { pointer: '/returns' }] },
      });
    });

    it('schemas that cannot be used, pointing at the fault, before anything is judged', async () => {
      const { createTool, ports } = setUp();

      const refused = createTool(planner, aToolDraft({ returns: { type: 'strin' } }));

      await expect(refused).rejects.toMatchObject({
        code: 'schema.invalid',
        details: { errors: [{ pointer: '/returns/type' }] },
      });
      expect(ports.validator.requests).toEqual([]);
    });

    it('code that the policy rejects, with the violations, and stores nothing but the verdict', async () => {
      const validator = createScriptedValidator(() => ({ verdict: 'rejected', violations: [aViolation] }));
      const { createTool, ports, listTools } = setUp({ validator });

      for (const _again of [1, 2]) {
        const refused = createTool(planner, aToolDraft());
        await expect(refused).rejects.toMatchObject({
          code: 'tool.policy_violation',
          details: { violations: [aViolation] },
        });
      }

      expect(validator.requests).toHaveLength(1);
      expect((await ports.artifacts.list()).items).toEqual([]);
      expect((await listTools(planner, { owner: 'me', limit: 10 })).items).toEqual([]);
    });
  });

  it('answers a repeated attempt with its own tool, also after that has changed', async () => {
    const { createTool, updateTool, deleteTool } = setUp();
    const seed = newUlid();
    const { tool } = await createTool(planner, aToolDraft(), { seed, isRetry: false });
    await updateTool(planner, tool.toolId, '*', aToolDraft({ code: 'changed' }));

    const repeated = await createTool(planner, aToolDraft(), { seed, isRetry: true });

    expect(repeated).toMatchObject({ outcome: 'created', tool: { toolId: tool.toolId, version: 2, code: 'changed' } });
    await deleteTool(planner, tool.toolId, '*');
    const afterwards = createTool(planner, aToolDraft(), { seed, isRetry: true });
    await expect(afterwards).rejects.toMatchObject({ code: 'tool.not_found' });
  });
});
