import { AppError } from '../domain/app-error.ts';
import type { ExecutorOutcome } from '../ports/tool-executor.ts';
import { planner } from '../testing/builders.ts';
import { createJobWorld, isRunJob } from '../testing/job-world.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const giving = (...outcomes: readonly ExecutorOutcome[]) => {
  const left = [...outcomes];
  return createScriptedExecutor(() => left.shift() ?? finishedWith({ outputJson: '"later"' }));
};
const unknown: ExecutorOutcome = { outcome: 'unknown', reason: 'lost' };
const busy: ExecutorOutcome = { outcome: 'not-started', reason: 'busy' };
const microvm = createScriptedValidator(() => ({ tier: 'microvm' }));

describe('runJob', () => {
  it('ends a job with the result of its execution, which its caller then finds', async () => {
    const { submit, runJob, getJob, getExecution } = await createJobWorld();
    const { jobId, executionId } = await submit({ text: 'a' });

    const report = await runJob(jobId);

    expect(report).toEqual({ outcome: 'ended', state: 'succeeded', attempt: 1 });
    const job = await getJob(planner, jobId);
    expect(job).toMatchObject({ state: 'succeeded', progress: { percent: 100, stage: 'finished' }, attempts: 1 });
    expect(job.result).toMatchObject({ executionId, outputJson: '{"text":"a"}', sandbox: { tier: 'wasm' } });
    expect(job.result).toEqual(await getExecution(planner, executionId ?? ''));
  });

  it.each([
    ['failed', 'failed'],
    ['timed_out', 'timed_out'],
    ['out_of_memory', 'failed'],
  ] as const)('ends a job whose execution %s as %s, with its result', async (status, state) => {
    const { submit, runJob, getJob } = await createJobWorld({ executor: giving(finishedWith({ status })) });
    const { jobId } = await submit();

    await runJob(jobId);

    expect(await getJob(planner, jobId)).toMatchObject({ state, result: { status } });
  });

  it('does nothing for a job that has ended, is held or is not there', async () => {
    const { submit, runJob, ports, clock } = await createJobWorld();
    const [done, held] = [await submit(), await submit()];
    await runJob(done.jobId);
    const leaseUntil = new Date(clock.now().getTime() + 60_000).toISOString();
    await ports.jobs.claim(
      { caller: planner, jobId: held.jobId as never },
      { now: clock.now(), leaseUntil, token: 't' },
    );

    expect(await runJob(done.jobId)).toEqual({ outcome: 'left', because: 'ended' });
    expect(await runJob(held.jobId)).toEqual({ outcome: 'left', because: 'held' });
    expect(await runJob('job-01KDVDNA00FK4CD9RE488PR64C')).toEqual({ outcome: 'left', because: 'absent' });
    expect(await runJob('nonsense')).toEqual({ outcome: 'left', because: 'absent' });
    expect(ports.executor).toMatchObject({ requests: { length: 1 } });
  });

  it('writes down that code is handed over before it is', async () => {
    const seen: unknown[] = [];
    const executor = createScriptedExecutor(async ({ executionId }) => {
      const { items } = await world.ports.jobs.list({ caller: planner, now: world.clock.now(), limit: 10 });
      seen.push(items.find((job) => job.executionId === executionId));
      return finishedWith({ outputJson: '1' });
    });
    const world = await createJobWorld({ executor });

    await world.runJob((await world.submit()).jobId);

    expect(seen).toMatchObject([
      { state: 'running', stage: 'running', handedTo: 'wasm', startedAt: expect.any(String) },
    ]);
  });

  it('is held to the policy of the moment, not to that of the request', async () => {
    const validator = createScriptedValidator(({ policy }) => ({
      verdict: policy.description === 'no' ? 'rejected' : 'accepted',
    }));
    const { submit, runJob, getJob, deleteTool, toolId, ports } = await createJobWorld({ validator });
    const { jobId } = await submit();
    await deleteTool(planner, toolId, '*');

    expect(await runJob(jobId)).toMatchObject({ outcome: 'ended', state: 'failed', code: 'tool.not_found' });

    expect(await getJob(planner, jobId)).toMatchObject({ state: 'failed', error: { code: 'tool.not_found' } });
    expect(ports.executor).toMatchObject({ requests: [] });
  });

  it('quarantines code that the interpreter does not compile', async () => {
    const refused: ExecutorOutcome = { ...busy, outcome: 'not-started', refusedByRuntime: { message: 'odd' } };
    const { submit, runJob, getTool, toolId } = await createJobWorld({ executor: giving(refused) });
    const { jobId } = await submit();

    expect(await runJob(jobId)).toMatchObject({ state: 'failed', code: 'tool.quarantined' });

    expect((await getTool(planner, toolId)).tool.status).toBe('quarantined');
  });

  it('tries again after a sandbox that did not start, a little later', async () => {
    const { submit, runJob, getJob, ports } = await createJobWorld({ executor: giving(busy) });
    const { jobId } = await submit();
    const before = ports.queue.messages.length;

    expect(await runJob(jobId)).toEqual({ outcome: 'put-back', attempt: 1, reason: 'busy' });

    expect(await getJob(planner, jobId)).toMatchObject({ state: 'running', progress: { stage: 'waiting' } });
    expect(ports.queue.messages.slice(before)).toEqual([{ kind: 'job.run', agent: planner, jobId }]);
    expect(await runJob(jobId)).toMatchObject({ outcome: 'ended', state: 'succeeded', attempt: 2 });
  });

  it('gives up after five attempts that came to no end', async () => {
    const { submit, runJob, getJob, ports } = await createJobWorld({ executor: createScriptedExecutor(() => busy) });
    const { jobId } = await submit();

    for (let count = 0; count < 5; count += 1) expect(await runJob(jobId)).toMatchObject({ outcome: 'put-back' });
    expect(await runJob(jobId)).toMatchObject({ state: 'failed', code: 'job.attempts_exhausted' });

    expect(await getJob(planner, jobId)).toMatchObject({ state: 'failed', error: { code: 'job.attempts_exhausted' } });
    expect(ports.executor).toMatchObject({ requests: { length: 5 } });
  });

  it('ends at once where there is no such tier', async () => {
    const executor = giving({ outcome: 'not-started', reason: 'none here', isUnavailable: true });
    const { submit, runJob } = await createJobWorld({ executor });

    expect(await runJob((await submit()).jobId)).toMatchObject({ state: 'failed', code: 'execution.not_started' });
  });

  it('holds it against no job that there was no place in the rate', async () => {
    const windows = { count: jest.fn(async () => 'full' as const) };
    const { submit, runJob, getJob, clock, ports } = await createJobWorld({ validator: microvm, windows });
    const { jobId } = await submit();

    for (let count = 1; count <= 12; count += 1)
      expect(await runJob(jobId)).toEqual({ outcome: 'deferred', attempt: count, reason: expect.any(String) });
    expect(await getJob(planner, jobId)).toMatchObject({
      state: 'queued',
      progress: { stage: 'waiting' },
      attempts: 12,
    });
    expect(await getJob(planner, jobId)).not.toHaveProperty('startedAt');
    windows.count.mockImplementation(async () => 'counted' as never);
    clock.advance(3_000);

    expect(await runJob(jobId)).toMatchObject({ outcome: 'ended', state: 'succeeded', attempt: 13 });
    expect(ports.executor).toMatchObject({ requests: { length: 1 }, tiers: ['microvm'] });
  });

  it('defers a job also when the account was throttled by others', async () => {
    const { submit, runJob } = await createJobWorld({
      executor: giving({ ...busy, outcome: 'not-started', isRateLimited: true }),
    });

    expect(await runJob((await submit()).jobId)).toMatchObject({ outcome: 'deferred' });
  });

  it('puts a job back when something it depends on fails, and fails itself', async () => {
    const { submit, runJob, getJob, ports } = await createJobWorld();
    const { jobId } = await submit();
    const find = jest
      .spyOn(ports.outputs, 'find')
      .mockRejectedValueOnce(new AppError('dependency.unavailable', 'away'));

    await expect(runJob(jobId)).rejects.toMatchObject({ code: 'dependency.unavailable' });

    expect(find).toHaveBeenCalled();
    expect(await getJob(planner, jobId)).toMatchObject({ state: 'queued', progress: { stage: 'waiting' } });
    expect(await runJob(jobId)).toMatchObject({ outcome: 'ended', state: 'succeeded', attempt: 2 });
  });

  it('keeps long texts under keys of its own', async () => {
    const outputJson = JSON.stringify('x'.repeat(300_000));
    const { submit, runJob, getJob, ports } = await createJobWorld({ executor: giving(finishedWith({ outputJson })) });
    const { jobId, executionId } = await submit();

    await runJob(jobId);

    expect((await getJob(planner, jobId)).result).toMatchObject({
      outputStatus: 'too_large',
      outputLink: { bytes: outputJson.length },
    });
    expect(await ports.outputs.find(`outputs/${executionId}/1.json`)).toBe(outputJson);
  });
});

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

describe('a job that is being watched', () => {
  const untilStopped = createScriptedExecutor(
    (_, { signal }) =>
      new Promise((resolve) =>
        signal?.addEventListener('abort', () => resolve({ outcome: 'unknown', reason: 'stopped' })),
      ),
  );

  it('is cancelled while it runs, whatever the sandbox says then', async () => {
    const { submit, runJob, cancelJob, getJob, getExecution, ports } = await createJobWorld({ executor: untilStopped });
    const { jobId, executionId } = await submit();
    const running = runJob(jobId);
    await new Promise((resolve) => setImmediate(resolve));

    expect(await cancelJob(planner, jobId)).toMatchObject({ state: 'running' });
    expect(await running).toMatchObject({ outcome: 'ended', state: 'cancelled' });

    const job = await getJob(planner, jobId);
    expect(job).toMatchObject({ state: 'cancelled', progress: { percent: 100 } });
    expect(job).not.toHaveProperty('result');
    await expect(getExecution(planner, executionId ?? '')).rejects.toMatchObject({ code: 'execution.not_found' });
    expect(ports.queue.messages.filter(isRunJob).length).toBeGreaterThan(1);
  });

  it('keeps its lease and its message for as long as it runs', async () => {
    const { promise, resolve } = Promise.withResolvers<ExecutorOutcome>();
    const { submit, runJob, clock, ports, hidden } = await createJobWorld({
      executor: createScriptedExecutor(() => promise),
    });
    const { jobId } = await submit();
    const startedAt = clock.now().getTime();
    const running = runJob(jobId);

    while (clock.now().getTime() - startedAt < 300_000) await new Promise((tick) => setImmediate(tick));
    const job = await ports.jobs.find({ caller: planner, jobId: jobId as never });
    resolve(finishedWith({ outputJson: '1' }));

    expect(Date.parse(job?.leaseUntil ?? '')).toBeGreaterThan(clock.now().getTime());
    expect(hidden.length).toBeGreaterThanOrEqual(14);
    expect(new Set(hidden)).toEqual(new Set([60]));
    expect(await running).toMatchObject({ outcome: 'ended', state: 'succeeded', attempt: 1 });
  });

  it('stops without a word once another attempt has it', async () => {
    const { submit, runJob, ports, clock } = await createJobWorld({ executor: untilStopped });
    const { jobId } = await submit();
    const key = { caller: planner, jobId: jobId as never };
    const running = runJob(jobId);
    await new Promise((resolve) => setImmediate(resolve));
    const later = new Date(clock.now().getTime() + 100_000);
    await ports.jobs.claim(key, {
      now: later,
      leaseUntil: new Date(later.getTime() + 60_000).toISOString(),
      token: 'other',
    });

    expect(await running).toEqual({ outcome: 'left', because: 'lost' });

    expect(await ports.jobs.find(key)).toMatchObject({ state: 'running', attempts: 2 });
  });

  it('goes on while the table does not answer, and stops when its lease is over', async () => {
    const { submit, runJob, ports } = await createJobWorld({ executor: untilStopped });
    const { jobId } = await submit();
    jest.spyOn(ports.jobs, 'find').mockRejectedValue(new AppError('dependency.unavailable', 'away'));

    expect(await runJob(jobId)).toEqual({ outcome: 'left', because: 'lost' });
  });
});
