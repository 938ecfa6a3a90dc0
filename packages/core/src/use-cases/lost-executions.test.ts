import type { ExecutorOutcome } from '../ports/tool-executor.ts';
import { planner } from '../testing/builders.ts';
import { createJobWorld } from '../testing/job-world.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const giving = (...outcomes: readonly ExecutorOutcome[]) => {
  const left = [...outcomes];
  return createScriptedExecutor(() => left.shift() ?? finishedWith({ outputJson: '"later"' }));
};
const unknown: ExecutorOutcome = { outcome: 'unknown', reason: 'lost' };
const _busy: ExecutorOutcome = { outcome: 'not-started', reason: 'busy' };
const microvm = createScriptedValidator(() => ({ tier: 'microvm' }));

describe('code that was handed over and not heard of again', () => {
  it('runs again in tier wasm, where it has no effect', async () => {
    const { submit, runJob, getJob } = await createJobWorld({ executor: giving(unknown) });
    const { jobId } = await submit();

    expect(await runJob(jobId)).toMatchObject({ outcome: 'put-back', reason: 'lost' });
    expect(await runJob(jobId)).toMatchObject({ outcome: 'ended', state: 'succeeded' });

    expect(await getJob(planner, jobId)).toMatchObject({ result: { outputJson: '"later"' } });
  });

  it('runs again in tier microvm when its author says that this does no harm', async () => {
    const executor = giving(unknown);
    const draft = { annotations: { idempotentHint: true } };
    const { submit, runJob } = await createJobWorld({ executor, validator: microvm }, draft);
    const { jobId } = await submit();

    expect(await runJob(jobId)).toMatchObject({ outcome: 'put-back' });
    expect(await runJob(jobId)).toMatchObject({ outcome: 'ended', state: 'succeeded' });
    expect(executor.tiers).toEqual(['microvm', 'microvm']);
  });

  it('does not run twice in tier microvm otherwise, and is said to be unknown', async () => {
    const executor = giving(unknown);
    const { submit, runJob, getJob } = await createJobWorld({ executor, validator: microvm });
    const { jobId } = await submit();

    expect(await runJob(jobId)).toMatchObject({ state: 'failed', code: 'execution.outcome_unknown' });

    expect(await getJob(planner, jobId)).toMatchObject({
      state: 'failed',
      error: { code: 'execution.outcome_unknown' },
      result: { status: 'unknown', sandbox: { tier: 'microvm' } },
    });
    expect(executor.requests).toHaveLength(1);
  });

  it.each([
    ['once its lease is over', 61_000, 'ended'],
    ['not while it may be alive', 59_000, 'left'],
  ])('by an attempt that died is settled by the next: %s', async (_, ms, outcome) => {
    const executor = createScriptedExecutor();
    const world = await createJobWorld({ executor, validator: microvm });
    const { submit, runJob, getJob, deleteTool, toolId, clock, ports } = world;
    const { jobId } = await submit();
    const fence = { caller: planner, jobId: jobId as never, attempt: 1 };
    const now = clock.now();
    await ports.jobs.claim(fence, { now, leaseUntil: new Date(now.getTime() + 60_000).toISOString(), token: 't' });
    await ports.jobs.begin(fence, { startedAt: now.toISOString(), handedTo: 'microvm' });
    await deleteTool(planner, toolId, '*');
    clock.advance(ms);

    expect(await runJob(jobId)).toMatchObject({ outcome });

    if (outcome === 'ended')
      expect(await getJob(planner, jobId)).toMatchObject({
        error: { code: 'execution.outcome_unknown' },
        result: { status: 'unknown' },
      });
    expect(executor.requests).toEqual([]);
  });
});
