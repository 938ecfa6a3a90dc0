import { type Client, createClient } from '@dtr/client';
import { type EmbeddedStack, openEmbeddedStack } from '../stack/embedded-stack.ts';
import { aCountedTool } from './drafts.ts';

jest.setTimeout(120_000);

const workers = 2;
const jobsOfTheBusy = 40;
/** Some tenths of a second each, so that a backlog builds up. */
const n = 4_000_000;

/** On a stack of its own, with few workers: its queue is full of one agent's jobs. */
describe('the jobs of an agent with many', () => {
  let stack: EmbeddedStack;
  beforeAll(async () => {
    stack = await openEmbeddedStack({ workers });
  });
  afterAll(() => stack?.close());

  const clientOf = (profile: 'planner' | 'researcher') =>
    createClient({ endpoint: stack.api, credentials: stack.credentials[profile] });
  const submit = async (client: Client, toolId: string) => {
    const answer = await client.executeTool(toolId, { input: { n } }, { prefer: { respondAsync: true } });
    if (answer.kind !== 'job') throw new Error('a job was asked for');
    return answer.data.jobId;
  };
  const endOf = async (client: Client, jobId: string) => {
    const { data } = await client.waitForJob(jobId, { timeoutMs: 60_000 });
    return { state: data.state, startedAt: data.startedAt ?? '', createdAt: data.createdAt };
  };

  it('do not keep another agent waiting for more than those that run already', async () => {
    const [busy, quiet] = [clientOf('planner'), clientOf('researcher')];
    const draft = aCountedTool('python', 'for _ in range(n):\n    pass\nreturn n', { visibility: 'shared' });
    const { data: tool } = await busy.createTool(draft);
    const many: string[] = [];
    for (let count = 0; count < jobsOfTheBusy; count += 1) many.push(await submit(busy, tool.toolId));

    const one = await endOf(quiet, await submit(quiet, tool.toolId));
    const others = await Promise.all(many.map((jobId) => endOf(busy, jobId)));

    expect([one, ...others].filter(({ state }) => state !== 'succeeded')).toEqual([]);
    const waiting = others.filter(({ startedAt }) => startedAt > one.createdAt);
    const ahead = waiting.filter(({ startedAt }) => startedAt < one.startedAt);
    expect(waiting.length).toBeGreaterThan(jobsOfTheBusy / 4);
    // Those that workers had been handed when the one came.
    expect(ahead.length).toBeLessThanOrEqual(2 * workers);
  });
});
