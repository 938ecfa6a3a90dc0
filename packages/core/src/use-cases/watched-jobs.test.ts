import { AppError } from '../domain/app-error.ts';
import type { ExecutorOutcome } from '../ports/tool-executor.ts';
import { planner } from '../testing/builders.ts';
import { createJobWorld, isRunJob } from '../testing/job-world.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';

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

  it('starts nothing when its lease was over before it could', async () => {
    const { submit, runJob, clock, ports } = await createJobWorld();
    const { jobId } = await submit();
    const { begin } = ports.jobs;
    jest.spyOn(ports.jobs, 'begin').mockImplementation(async (...given) => {
      clock.advance(60_000);
      return begin(...given);
    });

    expect(await runJob(jobId)).toEqual({ outcome: 'left', because: 'lost' });

    expect(ports.executor).toMatchObject({ requests: [] });
  });
});
