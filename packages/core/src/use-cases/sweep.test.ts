import { defaultPolicy } from '@dtr/contracts';
import { sandboxSessionName } from '../domain/execution/session-name.ts';
import { executionIdOf } from '../domain/ids.ts';
import { makeWorkerUseCases } from '../make-use-cases.ts';
import { aToolDraft, newUlid, operator, planner, testSettings } from '../testing/builders.ts';
import { createJobWorld } from '../testing/job-world.ts';
import { createMemorySandboxSessions } from '../testing/memory/memory-sandbox-sessions.ts';

describe('sweep', () => {
  it('announces a job whose attempt has died, and asks again only after two minutes', async () => {
    const { submit, worker, clock, ports } = await createJobWorld();
    const { jobId } = await submit();
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + 60_000).toISOString();
    await ports.jobs.claim({ caller: planner, jobId: jobId as never }, { now, leaseUntil, token: 't' });
    const swept: unknown[] = [];

    for (const seconds of [59, 2, 118, 3]) {
      clock.advance(seconds * 1_000);
      swept.push((await worker.sweep()).jobs);
    }

    expect(swept).toEqual([0, 1, 0, 1]);
    expect(ports.queue.messages).toHaveLength(3);
  });

  it('asks after a job that waits in a full queue every quarter of an hour', async () => {
    const { submit, worker, clock } = await createJobWorld();
    await submit();
    const swept: unknown[] = [];

    for (const minutes of [3, 14, 2]) {
      clock.advance(minutes * 60_000);
      swept.push((await worker.sweep()).jobs);
    }

    expect(swept).toEqual([1, 0, 1]);
  });

  it('has no more to do with a job that has ended', async () => {
    const { submit, runJob, worker, clock } = await createJobWorld();
    await runJob((await submit()).jobId);
    clock.advance(3_600_000);

    expect(await worker.sweep()).toMatchObject({ jobs: 0 });
  });

  it('announces the others when a job cannot be announced', async () => {
    const { submit, worker, clock, ports } = await createJobWorld();
    for (let count = 0; count < 25; count += 1) await submit();
    clock.advance(180_000);
    const sent = ports.queue.messages.length;
    jest.spyOn(ports.queue, 'send').mockRejectedValueOnce(new Error('no queue'));

    expect(await worker.sweep()).toMatchObject({ failures: [new Error('no queue')] });
    expect(ports.queue.messages).toHaveLength(sent + 24);
    expect(await worker.sweep()).toMatchObject({ jobs: 1, failures: [] });
  });

  it('has tools judged again when whoever applied the policy died before saying so', async () => {
    const { putPolicy, listOutbox, worker, clock, ports } = await createJobWorld();
    await putPolicy(operator, 'default', { ...defaultPolicy, description: 'Other.' }, { ifMatch: '*' });
    const sent = ports.queue.messages.length;

    expect(await worker.sweep()).toMatchObject({ revalidations: 0 });
    expect((await listOutbox()).map(({ kind }) => kind)).toContain('policy.applied');
    clock.advance(61_000);
    expect(await worker.sweep()).toMatchObject({ revalidations: 1, entries: 1 });

    expect(ports.queue.messages.slice(sent)).toEqual([ports.queue.messages[sent - 1]]);
    expect(await listOutbox()).toEqual([]);
  });

  it('keeps what was announced when what follows from it cannot be sent', async () => {
    const { putPolicy, listOutbox, worker, clock, ports } = await createJobWorld();
    await putPolicy(operator, 'default', { ...defaultPolicy, description: 'Other.' }, { ifMatch: '*' });
    clock.advance(61_000);
    jest.spyOn(ports.queue, 'send').mockRejectedValueOnce(new Error('no queue'));

    expect(await worker.sweep()).toMatchObject({ jobs: 0, deadLetters: 0, failures: [expect.any(Error)] });

    expect((await listOutbox()).map(({ kind }) => kind)).toContain('policy.applied');
    expect(await worker.sweep()).toMatchObject({ revalidations: 1, failures: [] });
  });

  it.each([
    ['forgets changes of tools where nothing follows from them', false, []],
    ['leaves changes of tools to the gateway, where there is one, and goes past them', true, ['tool.created']],
  ])('%s', async (_, hasGateway, left) => {
    const { ports, listOutbox, putPolicy, clock } = await createJobWorld();
    await putPolicy(operator, 'default', { ...defaultPolicy, description: 'Other.' }, { ifMatch: '*' });
    clock.advance(61_000);

    await makeWorkerUseCases(ports, { ...testSettings, hasGateway }).sweep();

    expect((await listOutbox()).map(({ kind }) => kind)).toEqual(left);
  });

  it('goes through an outbox of any length', async () => {
    const { createTool, listOutbox, worker } = await createJobWorld();
    for (let count = 0; count < 250; count += 1)
      await createTool(planner, aToolDraft({ name: `t_${count}`, code: `${count}` }));

    expect(await worker.sweep()).toMatchObject({ entries: 251 });

    expect(await listOutbox()).toEqual([]);
  });

  it('stops sandbox sessions when their time is over, and none that is not ours', async () => {
    const sessions = createMemorySandboxSessions();
    const { worker, clock } = await createJobWorld({ sessions });
    const seconds = Math.floor(clock.now().getTime() / 1_000);
    const start = (name: string) => sessions.start({ sessionId: name, name, createdAt: clock.now().toISOString() });
    const [over, alive, foreign] = [ours(seconds + 60), ours(seconds + 90), 'somebody-else-1'];
    for (const name of [over, alive, foreign]) start(name);

    expect(await worker.sweep()).toMatchObject({ sessionsStopped: 0, sessionsLeft: 0 });
    clock.advance(61_000);
    expect(await worker.sweep()).toMatchObject({ sessionsStopped: 1, sessionsLeft: 0 });

    expect((await sessions.list()).map(({ name }) => name)).toEqual([alive, foreign]);
  });

  it('tries again to stop what it could not stop', async () => {
    const sessions = createMemorySandboxSessions();
    const { worker, clock } = await createJobWorld({ sessions });
    const name = ours(1);
    sessions.start({ sessionId: name, name, createdAt: clock.now().toISOString() });
    jest.spyOn(sessions, 'stop').mockRejectedValueOnce(new Error('throttled'));

    expect(await worker.sweep()).toMatchObject({ sessionsStopped: 0, sessionsLeft: 1 });
    expect(await worker.sweep()).toMatchObject({ sessionsStopped: 1, sessionsLeft: 0 });
  });

  it('does the rest when a part fails', async () => {
    const deadLetters = { count: async () => Promise.reject(new Error('no queue')) };
    const { submit, worker, clock } = await createJobWorld({ deadLetters, sessions: undefined });
    await submit();
    clock.advance(121_000);

    const report = await worker.sweep();

    expect(report).toMatchObject({ jobs: 1, sessionsStopped: 0, failures: [new Error('no queue')] });
    expect(report).not.toHaveProperty('deadLetters');
  });
});

function ours(endsAtEpochSeconds: number): string {
  return sandboxSessionName(executionIdOf(newUlid()), endsAtEpochSeconds);
}
