import { aToolDraft, planner } from '../testing/builders.ts';
import { createJobWorld } from '../testing/job-world.ts';
import { createScriptedExecutor } from '../testing/memory/scripted-executor.ts';
import { createSimpleToolSchemas } from '../testing/memory/simple-tool-schemas.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';

/** A world in which it takes so long until the input is checked. */
async function aWorldSlowBy(ms: number, executor = createScriptedExecutor()) {
  const clock = createTestClock();
  const schemas = createSimpleToolSchemas();
  const compile: typeof schemas.compile = async (schema) => {
    clock.advance(ms);
    return schemas.compile(schema);
  };
  const world = await createJobWorld({ clock, schemas: { ...schemas, compile }, executor }, aToolDraft());
  return { ...world, clock, executor };
}

describe('a caller who waits', () => {
  it('waits no longer than wanted, whatever went before there was a job', async () => {
    const { executeTool, toolId, clock } = await aWorldSlowBy(20_000);
    const before = clock.now().getTime();

    const executed = await executeTool(planner, toolId, { input: {} }, { preference: { waitSeconds: 25 } });

    expect(executed.kind).toBe('job');
    expect(clock.now().getTime() - before).toBe(25_000);
  });

  it('is told that the outcome is unknown before a gateway gives up', async () => {
    const endless = createScriptedExecutor(
      (_, { signal }) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve({ outcome: 'unknown', reason: 'stopped' }));
        }),
    );
    const { executeTool, toolId } = await aWorldSlowBy(28_499, endless);

    const executing = executeTool(planner, toolId, { input: {} });

    await expect(executing).rejects.toMatchObject({ code: 'execution.outcome_unknown' });
    expect(endless.requests).toHaveLength(1);
  });

  it('is told that nothing has run when there is no time left for it', async () => {
    const { executeTool, toolId, executor } = await aWorldSlowBy(28_500);

    const executing = executeTool(planner, toolId, { input: {} });

    await expect(executing).rejects.toMatchObject({ code: 'execution.not_started' });
    expect(executor.requests).toEqual([]);
  });

  it('is given the outcome that is there in time', async () => {
    const { executeTool, toolId } = await aWorldSlowBy(3_000);

    expect(await executeTool(planner, toolId, { input: {} })).toMatchObject({ kind: 'result' });
  });
});
