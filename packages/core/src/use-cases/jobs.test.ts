import { executionJson } from '../domain/execution/execution-answer.ts';
import { jobJson } from '../domain/job/job-answer.ts';
import { parseExactJson } from '../domain/json/exact-json.ts';
import { newUlid, planner, researcher } from '../testing/builders.ts';
import { createJobWorld } from '../testing/job-world.ts';
import { createScriptedExecutor, finishedWith } from '../testing/memory/scripted-executor.ts';

describe('jobs', () => {
  it('are shown and cancelled for their caller alone', async () => {
    const { submit, getJob, cancelJob } = await createJobWorld();
    const { jobId } = await submit();

    for (const act of [getJob, cancelJob]) {
      await expect(act(researcher, jobId)).rejects.toMatchObject({ code: 'job.not_found' });
      await expect(act(planner, `job-${newUlid()}`)).rejects.toMatchObject({ code: 'job.not_found' });
      await expect(act(planner, 'job-nonsense')).rejects.toMatchObject({ code: 'job.not_found' });
    }
    expect(await getJob(planner, jobId)).toMatchObject({ state: 'queued' });
  });

  it('are listed newest first, without results', async () => {
    const { submit, runJob, listJobs } = await createJobWorld();
    const [first, second] = [await submit(), await submit()];
    await runJob(first.jobId);

    const page = await listJobs(planner, { limit: 10 });

    expect(page.items.map(({ jobId }) => jobId)).toEqual([second.jobId, first.jobId]);
    expect(page.items[1]).toMatchObject({ state: 'succeeded' });
    expect(page.items[1]).not.toHaveProperty('result');
    expect((await listJobs(planner, { limit: 10, state: 'queued' })).items).toHaveLength(1);
    expect((await listJobs(researcher, { limit: 10 })).items).toEqual([]);
  });

  it('are kept for 7 days after their end', async () => {
    const { submit, runJob, getJob, listJobs, cancelJob, clock } = await createJobWorld();
    const { jobId } = await submit();
    clock.advance(30 * 86_400_000);
    await runJob(jobId);

    clock.advance(7 * 86_400_000 - 1);
    expect(await getJob(planner, jobId)).toMatchObject({ state: 'succeeded', result: { status: 'succeeded' } });
    clock.advance(1);
    await expect(getJob(planner, jobId)).rejects.toMatchObject({ code: 'job.not_found' });
    await expect(cancelJob(planner, jobId)).rejects.toMatchObject({ code: 'job.not_found' });
    expect((await listJobs(planner, { limit: 10 })).items).toEqual([]);
  });

  it('are cancelled at once while they wait, and then never run', async () => {
    const { submit, runJob, cancelJob, ports } = await createJobWorld();
    const { jobId } = await submit();

    expect(await cancelJob(planner, jobId)).toMatchObject({ state: 'cancelled', progress: { stage: 'finished' } });

    expect(await runJob(jobId)).toEqual({ outcome: 'left', because: 'ended' });
    await expect(cancelJob(planner, jobId)).rejects.toMatchObject({ code: 'job.finished' });
    expect(ports.executor).toMatchObject({ requests: [] });
  });

  it('end cancelled at their next attempt when their code may have run', async () => {
    const executor = createScriptedExecutor(() => ({ outcome: 'unknown', reason: 'lost' }));
    const { submit, runJob, cancelJob, ports } = await createJobWorld({ executor });
    const { jobId } = await submit();
    await runJob(jobId);
    const sent = ports.queue.messages.length;

    expect(await cancelJob(planner, jobId)).toMatchObject({ state: 'running' });

    expect(ports.queue.messages).toHaveLength(sent + 1);
    expect(await runJob(jobId)).toMatchObject({ outcome: 'ended', state: 'cancelled' });
    expect(executor.requests).toHaveLength(1);
  });

  it('say how far they are, by the time that they have', async () => {
    const { submit, getJob, clock, ports } = await createJobWorld();
    const { jobId } = await submit();
    const fence = { caller: planner, jobId: jobId as never, attempt: 1 };
    const percent = async () => (await getJob(planner, jobId)).progress.percent;
    const now = clock.now().toISOString();

    const seen = [await percent()];
    await ports.jobs.claim(fence, { now: clock.now(), leaseUntil: now, token: 't' });
    seen.push(await percent());
    await ports.jobs.begin(fence, { startedAt: now, handedTo: 'wasm' });
    for (const ms of [0, 5_000, 100_000]) {
      clock.advance(ms);
      seen.push(await percent());
    }

    expect(seen).toEqual([0, 5, 10, 52, 95]);
  });

  it('are written with every digit of their result', async () => {
    const executor = createScriptedExecutor(() => finishedWith({ outputJson: '12345678901234567890' }));
    const { submit, runJob, getJob } = await createJobWorld({ executor });
    const { jobId } = await submit(parseExactJson('{"n":1}') as object);
    await runJob(jobId);

    const job = await getJob(planner, jobId);

    expect(jobJson(job)).toContain(`"result":${job.result && executionJson(job.result)}}`);
    expect(jobJson(job)).toContain('"output":12345678901234567890}');
    expect(JSON.parse(jobJson(await submit()))).toMatchObject({ state: 'queued' });
  });
});
