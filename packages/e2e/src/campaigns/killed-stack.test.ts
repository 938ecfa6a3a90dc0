import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient, readSharedCredentials } from '@dtr/client';
import type { Tool } from '@dtr/contracts';
import fc from 'fast-check';
import { aDraft } from '../scenarios/drafts.ts';
import { printedSeed, sized } from './campaign.ts';
import { type StackProcess, startStackProcess } from './stack-process.ts';

const writers = 4;

describe('the local stack, killed during writes', () => {
  let dataDir: string;
  let stack: StackProcess | undefined;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dtr-killed-'));
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('never loses a tool that it acknowledged', async () => {
    const kills = sized(20);
    const seed = printedSeed('killed-stack', `${kills} kills`);
    const delays = fc.sample(fc.integer({ min: 0, max: 1_000 }), { seed, numRuns: kills });
    const acknowledged: Tool[] = [];

    for (const delay of delays) {
      stack = await startStackProcess(dataDir);
      const writing = startWriting(await clientOf(stack, dataDir), acknowledged);
      await writing.begun;
      await sleep(delay);
      await stack.kill();
      await writing.stop();
    }
    stack = await startStackProcess(dataDir);
    const client = await clientOf(stack, dataDir);

    expect(acknowledged.length).toBeGreaterThanOrEqual(kills);
    const lost: string[] = [];
    for (const { toolId, code } of acknowledged) {
      const { data } = await client.getTool(toolId).catch(() => ({ data: undefined }));
      if (data?.code !== code) lost.push(toolId);
    }
    process.stderr.write(`acknowledged ${acknowledged.length}, lost ${lost.length}\n`);
    expect(lost).toEqual([]);
    const ran = await client.execute(acknowledged.at(-1)?.toolId ?? '', { input: { value: 1 } });
    expect(ran.data.status).toBe('succeeded');
  }, 600_000);
});

async function clientOf({ api }: StackProcess, dataDir: string): Promise<Client> {
  const credentials = await readSharedCredentials(join(dataDir, 'credentials'), 'planner');
  return createClient({ endpoint: api, credentials, retry: { maxAttempts: 1 } });
}

/** Creates tools from several writers and keeps what was acknowledged; `begun` resolves with the first one. */
function startWriting(client: Client, acknowledged: Tool[]) {
  let isOver = false;
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const write = async () => {
    while (!isOver) {
      const answer = await client.createTool(aDraft()).catch(() => sleep(20));
      if (!answer) continue;
      acknowledged.push(answer.data);
      begin();
    }
  };
  const writing = Promise.all(Array.from({ length: writers }, write));
  const stop = () => {
    isOver = true;
    return writing;
  };
  return { begun, stop };
}
