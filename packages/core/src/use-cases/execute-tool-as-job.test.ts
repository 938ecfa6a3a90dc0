import { inputKeyOf } from '../domain/job/job-record.ts';
import { aToolDraft, newUlid, planner } from '../testing/builders.ts';
import { createJobWorld, isRunJob } from '../testing/job-world.ts';
import { createScriptedExecutor } from '../testing/memory/scripted-executor.ts';
import { createScriptedValidator } from '../testing/memory/scripted-validator.ts';

const long = { limits: { timeoutSeconds: 600 } };
const respondAsync = { preference: { respondAsync: true } };

describe('an execution as a job', () => {
  it('is made of what the caller does not wait for: the input, the row, then the message in the name of its agent', async () => {
    const { submit, ports, clock } = await createJobWorld();

    const job = await submit({ text: 'a' });

    const { jobId, executionId } = job;
    expect(job).toEqual({
      jobId,
      kind: 'execution',
      state: 'queued',
      progress: { percent: 0, stage: 'queued' },
      attempts: 0,
      createdAt: clock.now().toISOString(),
      executionId,
    });
    expect(await ports.outputs.find(inputKeyOf(jobId as never))).toBe('{"text":"a"}');
    expect(ports.queue.messages).toEqual([{ kind: 'job.run', agent: planner, jobId }]);
    expect(ports.queue.options).toEqual([{ agent: planner }]);
    expect(ports.executor).toMatchObject({ requests: [] });
  });

  it('is made of every execution that may take longer than 25 s, in the tier that can be stopped', async () => {
    const { executeTool, runJob, toolId, ports } = await createJobWorld({}, long);

    const executed = await executeTool(planner, toolId, { input: {} });
    const short = await executeTool(planner, toolId, { input: {}, timeoutSeconds: 25 });

    expect([executed.kind, short.kind]).toEqual(['job', 'result']);
    if (executed.kind === 'job') await runJob(executed.job.jobId);
    expect(ports.executor).toMatchObject({
      requests: [{ limits: { timeoutMs: 25_000 } }, { limits: { timeoutMs: 600_000 } }],
      tiers: ['wasm', 'microvm'],
    });
  });

  it('is given at most the time that a worker has', async () => {
    const { submit, runJob, ports } = await createJobWorld({}, { limits: { timeoutSeconds: 900 } });

    await runJob((await submit()).jobId);

    expect(ports.executor).toMatchObject({ requests: [{ limits: { timeoutMs: 840_000 } }] });
  });

  it.each([
    ['input that the tool does not accept', { input: { text: 1 } }, 'execution.invalid_input'],
    ['input that is too large', { input: { text: 'x'.repeat(300_000) } }, 'request.too_large'],
    ['a version that is not there', { input: {}, version: 9 }, 'tool.not_found'],
  ])('is not made of %s', async (_, request, code) => {
    const { executeTool, toolId, ports, clock } = await createJobWorld();

    await expect(executeTool(planner, toolId, request, respondAsync)).rejects.toMatchObject({ code });

    expect(ports.queue.messages).toEqual([]);
    expect(await ports.jobs.list({ caller: planner, now: clock.now(), limit: 1 })).toEqual({ items: [] });
  });

  it('is accepted although its message does not come through, and announced by the sweep', async () => {
    const { submit, runJob, worker, clock, ports } = await createJobWorld();
    jest.spyOn(ports.queue, 'send').mockRejectedValueOnce(new Error('no queue'));
    const { jobId } = await submit();
    expect(ports.queue.messages).toEqual([]);

    clock.advance(119_000);
    expect(await worker.sweep()).toMatchObject({ jobs: 0 });
    clock.advance(2_000);
    expect(await worker.sweep()).toMatchObject({ jobs: 1, failures: [] });
    expect(await worker.sweep()).toMatchObject({ jobs: 0 });

    expect(ports.queue.messages).toEqual([{ kind: 'job.run', agent: planner, jobId }]);
    expect(ports.queue.options).toEqual([{ agent: planner }]);
    expect(await runJob(jobId)).toMatchObject({ state: 'succeeded' });
  });

  it('is one job for all attempts with one seed, with or without an answer to the first', async () => {
    const { executeTool, toolId, runJob, ports } = await createJobWorld();
    const seed = newUlid();
    const again = () =>
      executeTool(planner, toolId, { input: {} }, { ...respondAsync, attempt: { seed, isRetry: true } });

    const first = await executeTool(
      planner,
      toolId,
      { input: {} },
      { ...respondAsync, attempt: { seed, isRetry: false } },
    );
    const second = await again();
    await runJob(`job-${seed}`);
    const third = await again();

    expect(first).toMatchObject({ kind: 'job', job: { jobId: `job-${seed}`, executionId: `exec-${seed}` } });
    expect(second).toEqual(first);
    expect(third).toMatchObject({ kind: 'job', job: { state: 'succeeded', result: { executionId: `exec-${seed}` } } });
    expect(ports.executor).toMatchObject({ requests: { length: 1 } });
  });
});

describe('an execution that is waited for', () => {
  it('is answered with its result when it ends in time', async () => {
    const { executeTool, toolId, runJob, ports } = await createJobWorld();

    const executing = executeTool(planner, toolId, { input: { text: 'a' } }, { preference: { waitSeconds: 5 } });
    while (ports.queue.messages.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await runJob(ports.queue.messages.filter(isRunJob)[0]?.jobId ?? '');

    expect(await executing).toMatchObject({
      kind: 'result',
      answer: { status: 'succeeded', outputJson: '{"text":"a"}' },
    });
  });

  it.each([
    [3, 3_000],
    [600, 25_000],
    [0, 0],
  ])('goes on as the same job when %i s have passed, at most 25', async (waitSeconds, waitedMs) => {
    const { executeTool, toolId, clock } = await createJobWorld();
    const startedAt = clock.now().getTime();

    const executed = await executeTool(planner, toolId, { input: {} }, { preference: { waitSeconds } });

    expect(executed).toMatchObject({ kind: 'job', job: { state: 'queued' } });
    expect(clock.now().getTime() - startedAt).toBe(waitedMs);
  });

  it('is answered with its job when it ends without a result', async () => {
    const { executeTool, toolId, cancelJob, ports } = await createJobWorld();

    const executing = executeTool(planner, toolId, { input: {} }, { preference: { waitSeconds: 5 } });
    while (ports.queue.messages.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await cancelJob(planner, ports.queue.messages.filter(isRunJob)[0]?.jobId ?? '');

    expect(await executing).toMatchObject({ kind: 'job', job: { state: 'cancelled' } });
  });
});

describe('an execution at once', () => {
  it('runs in the tier that is demanded, and says so', async () => {
    const validator = createScriptedValidator(() => ({ tier: 'microvm' }));
    const { executeTool, toolId } = await createJobWorld({ validator });

    expect(await executeTool(planner, toolId, { input: {} })).toMatchObject({
      answer: { sandbox: { tier: 'microvm', engine: 'scripted-1' } },
    });
  });

  it.each([
    ['there is no place in the rate', { windows: { count: async () => 'full' as const } }],
    [
      'the account is throttled',
      { executor: createScriptedExecutor(() => ({ outcome: 'not-started', reason: 'no', isRateLimited: true })) },
    ],
  ])('is refused when %s, and may be repeated', async (_, given) => {
    const validator = createScriptedValidator(() => ({ tier: 'microvm' }));
    const { executeTool, toolId } = await createJobWorld({ validator, ...given });

    await expect(executeTool(planner, toolId, { input: {} })).rejects.toMatchObject({
      code: 'execution.rate_limited',
      isRetryable: true,
      details: { retryAfterSeconds: 1 },
    });
  });

  it('keeps its tier when its outcome is not known', async () => {
    const validator = createScriptedValidator(() => ({ tier: 'microvm' }));
    const executor = createScriptedExecutor(() => ({ outcome: 'unknown', reason: 'lost' }));
    const { executeTool, getExecution, toolId } = await createJobWorld({ validator, executor });
    const attempt = { seed: newUlid(), isRetry: false };

    await expect(executeTool(planner, toolId, { input: {} }, { attempt })).rejects.toMatchObject({
      code: 'execution.outcome_unknown',
    });

    expect(await getExecution(planner, `exec-${attempt.seed}`)).toMatchObject({
      status: 'unknown',
      sandbox: { tier: 'microvm' },
    });
  });

  it('tests examples in the tier that the tool demands', async () => {
    const validator = createScriptedValidator(() => ({ tier: 'microvm' }));
    const { createTool, ports } = await createJobWorld({ validator });

    await createTool(
      planner,
      aToolDraft({ name: 'other', code: 'other', examples: [{ input: { text: 'a' }, output: { text: 'a' } }] }),
    );

    expect(ports.executor).toMatchObject({ tiers: ['microvm'] });
  });
});
