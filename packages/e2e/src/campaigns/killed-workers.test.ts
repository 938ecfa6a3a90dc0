import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@dtr/client';
import type { Job } from '@dtr/contracts';
import { aCountedTool } from '../scenarios/drafts.ts';
import { eventually } from '../scenarios/eventually.ts';
import { type EmbeddedStack, openEmbeddedStack } from '../stack/embedded-stack.ts';
import { hasVariable, processFamily } from '../stack/process-family.ts';
import { openWorkerDoor, type WorkerDoor } from '../stack/worker-door.ts';
import { printedSeed, sized } from './campaign.ts';

/** An attempt's lease; who was killed holds its jobs for so long. */
const leaseMs = 60_000;
const jobsAtOnce = 20;

describe('workers, killed while they run jobs', () => {
  let stack: EmbeddedStack;
  let client: Client;
  let door: WorkerDoor;
  beforeAll(async () => {
    stack = await openEmbeddedStack();
    client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
    door = openWorkerDoor(stack.endpoints, stack.credentials.operator);
  }, 60_000);
  afterAll(async () => {
    door?.close();
    await stack?.close();
  });

  const workers = () =>
    processFamily(process.pid).filter(({ pid }) => hasVariable(pid, 'AWS_LAMBDA_FUNCTION_NAME', 'dtr-local-worker'));
  const kill = () => {
    const killed = workers();
    for (const { pid } of killed) process.kill(pid, 'SIGKILL');
    return killed.length;
  };

  async function submit(toolId: string): Promise<string> {
    const prefer = { respondAsync: true };
    const answer = await client.executeTool(toolId, { input: { n: 100_000 } }, { prefer });
    if (answer.kind !== 'job') throw new Error('a job was asked for');
    return answer.data.jobId;
  }
  const find = async (jobId: string): Promise<Job> => (await client.getJob(jobId)).data;
  const hasStarted = async (jobIds: readonly string[]) => {
    const jobs = await Promise.all(jobIds.map(find));
    return jobs.some(({ state }) => state === 'running') ? true : undefined;
  };

  it('leave no job without its end, and none with two', async () => {
    const rounds = sized(10);
    printedSeed('killed-workers', `${rounds} rounds of ${jobsAtOnce} jobs`);
    const draft = aCountedTool('python', 'total = 0\nfor i in range(n):\n    total += i\nreturn total');
    const { data: tool } = await client.createTool(draft);
    let kills = 0;
    const ended: Job[] = [];

    for (let round = 0; round < rounds; round += 1) {
      const jobIds = await Promise.all(Array.from({ length: jobsAtOnce }, () => submit(tool.toolId)));
      await eventually(() => hasStarted(jobIds));
      kills += kill();
      await sleep(leaseMs);
      for (const jobId of jobIds) {
        const job = await eventually(async () => {
          await door.sweep('sweep');
          const seen = await find(jobId);
          return seen.finishedAt === undefined ? undefined : seen;
        }, 90_000);
        ended.push(job);
      }
    }
    await sleep(2_000);
    const later = await Promise.all(ended.map(({ jobId }) => find(jobId)));

    const again = ended.filter(({ attempts }) => attempts > 1).length;
    process.stderr.write(`killed ${kills} workers; ${ended.length} jobs, ${again} of them taken up again\n`);
    expect(kills).toBeGreaterThanOrEqual(rounds);
    expect(again).toBeGreaterThanOrEqual(rounds);
    expect(new Set(ended.map(({ state, result }) => `${state} ${result?.output}`))).toEqual(
      new Set(['succeeded 4999950000']),
    );
    expect(later).toEqual(ended);
    expect(await door.depth('work-dead')).toBe(0);
  }, 900_000);
});
