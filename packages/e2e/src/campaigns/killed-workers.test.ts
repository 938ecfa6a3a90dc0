import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@dtr/client';
import type { Job, ToolDraft } from '@dtr/contracts';
import fc from 'fast-check';
import { aCountedTool } from '../scenarios/drafts.ts';
import { eventually } from '../scenarios/eventually.ts';
import { type EmbeddedStack, openEmbeddedStack } from '../stack/embedded-stack.ts';
import { killFunction } from '../stack/kill-function.ts';
import { openSandboxSessions, type SandboxSessions } from '../stack/sandbox-sessions.ts';
import { openWorkerDoor, type WorkerDoor } from '../stack/worker-door.ts';
import { printedSeed, sized } from './campaign.ts';
import { hearJobReports } from './job-reports.ts';

/** An attempt's lease: who was killed holds its jobs for so long. */
const leaseMs = 60_000;
/** A session outlives its tool's limit by a minute at most; then a sweep stops it. */
const sessionMs = 90_000;
/** Those of tier `microvm` come first, so that the workers have them when they are killed. */
const jobsOfRound = { unrepeatable: 2, repeatable: 2, wasm: 12 };
type Kind = keyof typeof jobsOfRound;
const kinds = Object.keys(jobsOfRound) as Kind[];
/** Milliseconds before each kill of a round, counted from when its first job runs. */
const waits = fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 500 })));

const n = 1_000_000;
const total = (n * (n - 1)) / 2;
const aSum = (changes: Partial<ToolDraft> = {}) =>
  aCountedTool('python', 'total = 0\nfor i in range(n):\n    total += i\nreturn total', changes);
/** Beyond what a caller can wait for: such tools run in a microVM. */
const limits = { timeoutSeconds: 26 };
const drafts: Readonly<Record<Kind, ToolDraft>> = {
  unrepeatable: aSum({ limits }),
  repeatable: aSum({ limits, annotations: { idempotentHint: true } }),
  wasm: aSum(),
};

interface Submitted {
  readonly kind: Kind;
  readonly jobId: string;
}

describe('workers, killed while they run jobs', () => {
  const reports = hearJobReports();
  let stack: EmbeddedStack;
  let client: Client;
  let door: WorkerDoor;
  let sessions: SandboxSessions;
  const toolIds = new Map<Kind, string>();
  beforeAll(async () => {
    stack = await openEmbeddedStack({ log: reports.log });
    client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
    door = openWorkerDoor(stack.endpoints, stack.credentials.operator);
    sessions = openSandboxSessions(stack.endpoints, stack.credentials.operator);
    for (const kind of kinds) toolIds.set(kind, (await client.createTool(drafts[kind])).data.toolId);
  }, 180_000);
  afterAll(async () => {
    door?.close();
    sessions?.close();
    await stack?.close();
  });

  async function submit(kind: Kind): Promise<Submitted> {
    const prefer = { respondAsync: true };
    const answer = await client.executeTool(toolIds.get(kind) ?? '', { input: { n } }, { prefer });
    if (answer.kind !== 'job') throw new Error('a job was asked for');
    return { kind, jobId: answer.data.jobId };
  }
  async function submitAll(wanted: readonly Kind[]): Promise<readonly Submitted[]> {
    const jobs: Submitted[] = [];
    for (const kind of wanted) for (let count = 0; count < jobsOfRound[kind]; count += 1) jobs.push(await submit(kind));
    return jobs;
  }
  const find = async (jobId: string): Promise<Job> => (await client.getJob(jobId)).data;
  const untilOneRuns = (submitted: readonly Submitted[]) =>
    eventually(async () => {
      const jobs = await Promise.all(submitted.map(({ jobId }) => find(jobId)));
      return jobs.find(({ state }) => state === 'running');
    });
  async function killAfter(pauses: readonly number[]): Promise<number> {
    let killed = 0;
    for (const pause of pauses) {
      await sleep(pause);
      killed += killFunction('worker');
    }
    return killed;
  }
  const untilEnded = (jobId: string) =>
    eventually(async () => {
      const job = await find(jobId);
      if (job.finishedAt !== undefined) return job;
      await door.sweep('sweep');
      return undefined;
    }, 180_000);

  const ended: { readonly kind: Kind; readonly job: Job }[] = [];

  it('leave no job without its end', async () => {
    const rounds = sized(10);
    const seed = printedSeed('killed-workers', `${rounds} rounds`);
    let [kills, leaked] = [0, 0];

    for (const pauses of fc.sample(waits, { seed, numRuns: rounds })) {
      const strong = await submitAll(['unrepeatable', 'repeatable']);
      await untilOneRuns(strong);
      const [killed, fast] = await Promise.all([killAfter(pauses), submitAll(['wasm'])]);
      kills += killed;
      leaked += (await sessions.alive()).length;
      await sleep(leaseMs);
      for (const { kind, jobId } of [...strong, ...fast]) ended.push({ kind, job: await untilEnded(jobId) });
    }

    const again = ended.filter(({ job }) => job.attempts > 1).length;
    process.stderr.write(
      `killed ${kills} workers, ${leaked} sessions alive then; ${ended.length} jobs, ${again} of them taken up again\n`,
    );
    expect(again).toBeGreaterThanOrEqual(rounds);
    expect(ended.filter((end) => !isRight(end))).toEqual([]);
    expect(await door.depth('work-dead')).toBe(0);
  }, 1_800_000);

  it('leave no job that runs after its end or ends twice', async () => {
    const ends = ended.map(({ job }) => reportsOf(job).filter(({ outcome }) => outcome === 'ended').length);
    const before = reports.all.length;

    for (const { job } of ended)
      for (const _copy of [1, 2])
        await door.send(JSON.stringify({ kind: 'job.run', agent: '000000000000/user/planner', jobId: job.jobId }));
    await eventually(async () => (reports.all.length >= before + 2 * ended.length ? true : undefined), 60_000);

    expect(ended.length).toBeGreaterThan(0);
    expect(Math.max(...ends)).toBe(1);
    const after = reports.all.slice(before);
    expect(after.filter(({ outcome, because }) => outcome !== 'left' || because !== 'ended')).toEqual([]);
    expect(await Promise.all(ended.map(({ job }) => find(job.jobId)))).toEqual(ended.map(({ job }) => job));
  }, 180_000);

  it('leave no session once its time is over', async () => {
    const left = await eventually(async () => {
      await door.sweep('sweep');
      return (await sessions.alive()).length === 0 ? 0 : undefined;
    }, sessionMs);

    expect(left).toBe(0);
  }, 180_000);

  const reportsOf = ({ jobId }: Job) => reports.all.filter((report) => report.jobId === jobId);
});

/** Only what may have had an effect is not run again, and says so. */
function isRight({ kind, job: { state, result, error } }: { readonly kind: Kind; readonly job: Job }): boolean {
  if (state === 'succeeded') return result?.output === total;
  return kind === 'unrepeatable' && state === 'failed' && error?.code === 'execution.outcome_unknown';
}
