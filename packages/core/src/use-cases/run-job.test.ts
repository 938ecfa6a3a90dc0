import { AppError } from '../domain/app-error.ts';
import type { ExecutorOutcome } from '../ports/tool-executor.ts';
import { planner } from '../testing/builders.ts';
import { createJobWorld } from '../testing/job-world.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const giving = (...outcomes: readonly ExecutorOutcome[]) => {
  const left = [...outcomes];
  return createScriptedExecutor(() => left.shift() ?? finishedWith({ outputJson: '"later"' }));
};
const _unknown: ExecutorOutcome = { outcome: 'unknown', reason: 'lost' };
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
