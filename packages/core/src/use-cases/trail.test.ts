import { AppError } from '../domain/app-error.ts';
import type { ExecutorOutcome } from '../ports/tool-executor.ts';
import { aToolDraft, newUlid, planner, researcher } from '../testing/builders.ts';
import { createJobWorld } from '../testing/job-world.ts';
import { createMemoryAuditLog } from '../testing/memory/memory-audit-log.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';

const unknown: ExecutorOutcome = { outcome: 'unknown', reason: 'lost' };
const lasting = createScriptedExecutor(
  (_, { signal }) =>
    new Promise((resolve) => {
      signal?.addEventListener('abort', () => resolve({ outcome: 'unknown', reason: 'stopped' }));
    }),
);

/** An audit log that can go away. */
const fragileAudit = () => {
  const audit = createMemoryAuditLog();
  const state = { isAway: false };
  const append: typeof audit.append = async (event) => {
    if (state.isAway) throw new AppError('dependency.unavailable', 'Away.');
    await audit.append(event);
  };
  return { audit: { ...audit, append }, state };
};

const setUp = async (given: Parameters<typeof createJobWorld>[0] = {}) => {
  const { audit, state } = fragileAudit();
  const world = await createJobWorld({ audit, auditReader: audit, ...given });
  const executeNow = () => world.executeTool(planner, world.toolId, { input: {} });
  /** Kind and details of what came after the tool was created. */
  const { length } = audit.events;
  const told = () => audit.events.slice(length);
  const executions = () => told().filter(({ kind }) => kind === 'execution');
  return { ...world, audit, state, executeNow, told, executions };
};

describe('the trail of tools', () => {
  it('has creation, change and deletion by their owner, each with its version and policy', async () => {
    const { audit, toolId, tool, updateTool, deleteTool } = await setUp();
    await updateTool(planner, toolId, '*', aToolDraft({ code: 'export const handler = () => 2;' }));
    await updateTool(planner, toolId, '*', aToolDraft({ code: 'export const handler = () => 2;', tags: ['a'] }));
    await deleteTool(planner, toolId, '*');

    const changes = audit.events.filter(({ kind }) => kind.startsWith('tool.'));
    expect(changes.map(({ kind, details }) => [kind, details.version, details.revision])).toEqual([
      ['tool.created', 1, 1],
      ['tool.updated', 2, 2],
      ['tool.updated', 2, 3],
      ['tool.deleted', 2, 4],
    ]);
    expect(changes[0]).toMatchObject({ actor: planner, toolId, digest: tool.digest, policy: { name: 'default' } });
  });

  it('has nothing of a change that changes nothing', async () => {
    const { toolId, updateTool, told } = await setUp();

    await updateTool(planner, toolId, '*', aToolDraft());

    expect(told()).toEqual([]);
  });

  it('comes before the deed: nothing is done that it cannot tell of', async () => {
    const { toolId, createTool, updateTool, deleteTool, getTool, listTools, submit, cancelJob, getJob, state } =
      await setUp();
    const { jobId } = await submit();
    state.isAway = true;
    const away = { code: 'dependency.unavailable' };

    await expect(createTool(planner, aToolDraft({ name: 'other', code: 'x' }))).rejects.toMatchObject(away);
    await expect(updateTool(planner, toolId, '*', aToolDraft({ tags: ['b'] }))).rejects.toMatchObject(away);
    await expect(deleteTool(planner, toolId, '*')).rejects.toMatchObject(away);
    await expect(cancelJob(planner, jobId)).rejects.toMatchObject(away);

    expect((await getTool(planner, toolId)).tool).toMatchObject({ version: 1, tags: [] });
    expect((await listTools(planner, { owner: 'all', limit: 10 })).items).toHaveLength(1);
    expect(await getJob(planner, jobId)).toMatchObject({ state: 'queued' });
  });
});

describe('the trail of executions', () => {
  it('says who ran which version where, and what came of it, without input and output', async () => {
    const { createTool, executeTool, audit } = await setUp();
    const { tool } = await createTool(planner, aToolDraft({ name: 'shared', code: 'shared', visibility: 'shared' }));
    const executed = await executeTool(researcher, tool.toolId, { input: { text: 'a secret' } });

    expect(audit.events.at(-1)).toMatchObject({
      kind: 'execution',
      actor: researcher,
      toolId: tool.toolId,
      digest: tool.digest,
      details: {
        executionId: executed.kind === 'result' && executed.answer.executionId,
        version: 1,
        status: 'succeeded',
        tier: 'wasm',
      },
    });
    expect(JSON.stringify(audit.events)).not.toContain('secret');
  });

  it.each([
    ['failed', finishedWith({ status: 'failed' })],
    ['timed_out', finishedWith({ status: 'timed_out' })],
    ['unknown', unknown],
  ])('has one that came out as %s', async (status, outcome) => {
    const { executeNow, executions } = await setUp({ executor: createScriptedExecutor(() => outcome) });

    await executeNow().catch(() => undefined);

    expect(executions()).toMatchObject([{ details: { status } }]);
  });

  it('has nothing of code that was not started', async () => {
    const busy: ExecutorOutcome = { outcome: 'not-started', reason: 'busy' };
    const { executeNow, told } = await setUp({ executor: createScriptedExecutor(() => busy) });

    await expect(executeNow()).rejects.toMatchObject({ code: 'execution.not_started' });

    expect(told()).toEqual([]);
  });

  it('comes before the answer', async () => {
    const { executeNow, state } = await setUp();
    state.isAway = true;

    await expect(executeNow()).rejects.toMatchObject({ code: 'dependency.unavailable' });
  });

  it('comes before an outcome is kept where a retry could find it', async () => {
    const { executeTool, toolId, state, ports } = await setUp();
    const put = jest.spyOn(ports.executions, 'put');
    state.isAway = true;
    const attempt = { seed: newUlid(), isRetry: false };

    const executing = executeTool(planner, toolId, { input: {} }, { attempt });

    await expect(executing).rejects.toMatchObject({ code: 'dependency.unavailable' });
    expect(put).not.toHaveBeenCalled();
  });

  it('names job and attempt, also of an attempt that is followed by another', async () => {
    const outcomes = [unknown, finishedWith({ outputJson: '1' })];
    const executor = createScriptedExecutor(() => outcomes.shift() ?? unknown);
    const { submit, runJob, executions } = await setUp({ executor });
    const { jobId, executionId } = await submit();

    await runJob(jobId);
    await runJob(jobId);

    expect(executions().map(({ details }) => details)).toEqual([
      { executionId, version: 1, tier: 'wasm', status: 'unknown', jobId, attempt: 1 },
      { executionId, version: 1, tier: 'wasm', status: 'succeeded', jobId, attempt: 2 },
    ]);
  });

  it('has who cancelled a job, and that its code had been started', async () => {
    const { submit, runJob, cancelJob, told, toolId } = await setUp({ executor: lasting });
    const { jobId, executionId } = await submit();
    const running = runJob(jobId);
    await new Promise((resolve) => setImmediate(resolve));

    await cancelJob(planner, jobId);
    await running;

    expect(told()).toMatchObject([
      { kind: 'job.cancelled', actor: planner, toolId, details: { jobId, executionId } },
      { kind: 'execution', toolId, details: { jobId, attempt: 1, status: 'cancelled' } },
    ]);
  });
});
