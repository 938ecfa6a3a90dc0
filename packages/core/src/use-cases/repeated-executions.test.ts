import { makeUseCases } from '../make-use-cases.ts';
import type { ExecutorOutcome } from '../ports/tool-executor.ts';
import { answering } from '../testing/answering.ts';
import { aToolDraft, newUlid, planner, testSettings } from '../testing/builders.ts';
import { createMemoryPorts } from '../testing/memory/memory-ports.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

/** A tool of tier `microvm` that is executed twice under one key; the first time comes to `first`. */
async function setUp(first: () => ExecutorOutcome, draft = {}) {
  const outcomes = [first];
  const executor = createScriptedExecutor(() => outcomes.shift()?.() ?? finishedWith({ outputJson: '"later"' }));
  const validator = createScriptedValidator(() => ({ tier: 'microvm' }));
  const useCases = makeUseCases(createMemoryPorts({ executor, validator }), testSettings);
  const { tool } = await useCases.createTool(planner, aToolDraft(draft));
  const seed = newUlid();
  const execute = (isRetry: boolean) =>
    answering(useCases.executeTool)(planner, tool.toolId, { input: {} }, { seed, isRetry });
  return { execute, executor, tool, ...useCases };
}

const lose = (): ExecutorOutcome => ({ outcome: 'unknown', reason: 'lost' });
const die = () => {
  throw new Error('The process was killed.');
};
const busy = (): ExecutorOutcome => ({ outcome: 'not-started', reason: 'busy' });
const isUnknown = { code: 'execution.outcome_unknown', details: { executionId: expect.any(String) } };

describe('an execution at once in tier microvm that is repeated under its key', () => {
  it.each([
    ['was not heard of again', lose],
    ['died with whoever ran it', die],
  ])('does not run twice when it %s: it stays unknown', async (_, first) => {
    const { execute, executor, deleteTool, tool } = await setUp(first);
    await expect(execute(false)).rejects.toThrow();

    await expect(execute(true)).rejects.toMatchObject(isUnknown);
    await deleteTool(planner, tool.toolId, '*');
    await expect(execute(true)).rejects.toMatchObject(isUnknown);

    expect(executor.requests).toHaveLength(1);
  });

  it.each([
    ['was not heard of again', lose],
    ['died with whoever ran it', die],
  ])('runs again when its author says that this does no harm, and it %s', async (_, first) => {
    const { execute, executor } = await setUp(first, { annotations: { idempotentHint: true } });
    await expect(execute(false)).rejects.toThrow();

    expect(await execute(true)).toMatchObject({ status: 'succeeded', outputJson: '"later"' });
    expect(executor.requests).toHaveLength(2);
  });

  it('runs when nothing has run before', async () => {
    const { execute } = await setUp(busy);
    await expect(execute(false)).rejects.toMatchObject({ code: 'execution.not_started' });

    expect(await execute(true)).toMatchObject({ status: 'succeeded', outputJson: '"later"' });
  });

  it('is given its outcome once that is known', async () => {
    const { execute, executor } = await setUp(() => finishedWith({ outputJson: '"first"' }));

    const answers = [await execute(false), await execute(true)];

    expect(answers.map(({ outputJson }) => outputJson)).toEqual(['"first"', '"first"']);
    expect(executor.requests).toHaveLength(1);
  });
});
