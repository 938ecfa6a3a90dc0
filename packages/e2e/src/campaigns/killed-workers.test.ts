import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@dtr/client';
import type { Job, ToolDraft } from '@dtr/contracts';
import { aCountedTool } from '../scenarios/drafts.ts';
import { eventually } from '../scenarios/eventually.ts';
import { type EmbeddedStack, openEmbeddedStack } from '../stack/embedded-stack.ts';
import { hasVariable, processFamily } from '../stack/process-family.ts';
import { openWorkerDoor, type WorkerDoor } from '../stack/worker-door.ts';
import { printedSeed, sized } from './campaign.ts';

/** An attempt's lease: who was killed holds its jobs for so long. */
const leaseMs = 60_000;
/** Those of tier `microvm` come first, so that the workers have them when they are killed. */
const jobsOfRound = { unrepeatable: 2, repeatable: 2, wasm: 12 };
type Kind = keyof typeof jobsOfRound;
const kinds = Object.keys(jobsOfRound) as Kind[];

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

describe('workers, killed while they run jobs', () => {
  let stack: EmbeddedStack;
  let client: Client;
  let door: WorkerDoor;
  const toolIds = new Map<Kind, string>();
  beforeAll(async () => {
    stack = await openEmbeddedStack();
    client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
    door = openWorkerDoor(stack.endpoints, stack.credentials.operator);
    for (const kind of kinds) toolIds.set(kind, (await client.createTool(drafts[kind])).data.toolId);
  }, 60_000);
  afterAll(async () => {
    door?.close();
    await stack?.close();
  });

  function killWorkers(): number {
    const workers = processFamily(process.pid).filter(({ pid }) =>
      hasVariable(pid, 'AWS_LAMBDA_FUNCTION_NAME', 'dtr-local-worker'),
    );
    for (const { pid } of workers) process.kill(pid, 'SIGKILL');
    return workers.length;
  }

  async function submit(kind: Kind): Promise<string> {
    const prefer = { respondAsync: true };
    const answer = await client.executeTool(toolIds.get(kind) ?? '', { input: { n } }, { prefer });
    if (answer.kind !== 'job') throw new Error('a job was asked for');
    return answer.data.jobId;
  }
  const find = async (jobId: string): Promise<Job> => (await client.getJob(jobId)).data;
  const untilOneRuns = (jobIds: readonly string[]) =>
    eventually(async () => {
      const jobs = await Promise.all(jobIds.map(find));
      return jobs.find(({ state }) => state === 'running');
    });
  const untilEnded = (jobId: string) =>
    eventually(async () => {
      const job = await find(jobId);
      if (job.finishedAt !== undefined) return job;
      await door.sweep('sweep');
      return undefined;
    }, 120_000);

  it('leave no job without its end, and none with two', async () => {
    const rounds = sized(10);
    printedSeed('killed-workers', `${rounds} rounds`);
    const ended: { readonly kind: Kind; readonly job: Job }[] = [];
    let kills = 0;

    for (let round = 0; round < rounds; round += 1) {
      const jobs: { readonly kind: Kind; readonly jobId: string }[] = [];
      for (const kind of kinds) {
        for (let count = 0; count < jobsOfRound[kind]; count += 1) jobs.push({ kind, jobId: await submit(kind) });
        if (kind === 'repeatable') await untilOneRuns(jobs.map(({ jobId }) => jobId));
      }
      kills += killWorkers();
      await sleep(leaseMs);
      for (const { kind, jobId } of jobs) ended.push({ kind, job: await untilEnded(jobId) });
    }
    await sleep(2_000);
    const later = await Promise.all(ended.map(({ job }) => find(job.jobId)));

    const again = ended.filter(({ job }) => job.attempts > 1).length;
    process.stderr.write(`killed ${kills} workers; ${ended.length} jobs, ${again} of them taken up again\n`);
    expect(again).toBeGreaterThanOrEqual(rounds);
    expect(later).toEqual(ended.map(({ job }) => job));
    expect(ended.filter((end) => !isRight(end))).toEqual([]);
    expect(await door.depth('work-dead')).toBe(0);
  }, 1_800_000);
});

/** Only what may have had an effect is not run again, and says so. */
function isRight({ kind, job: { state, result, error } }: { readonly kind: Kind; readonly job: Job }): boolean {
  if (state === 'succeeded') return result?.output === total;
  return kind === 'unrepeatable' && state === 'failed' && error?.code === 'execution.outcome_unknown';
}
