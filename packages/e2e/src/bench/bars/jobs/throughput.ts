import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@dtr/client';
import { type LocalStack, startLocalStack } from '@dtr/local-stack';
import { median } from '../../../report/statistics.ts';
import { pythonCode, text } from '../../commands.ts';
import { type Bar, stated } from '../../measurement.ts';

const jobsOfRound = 200;
/** Their time is not counted: the processes start, and their compilers settle. */
const warmUps = 50;
const rounds = 3;

/** A backlog is made while no worker runs, so that nothing but the work itself takes time; then it is worked off, by one worker and by two in turn. */
export const jobThroughput: Bar = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dtr-bench-'));
  try {
    const toolId = await withStack(dataDir, 0, createTool);
    const perSecond: Readonly<Record<1 | 2, number[]>> = { 1: [], 2: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const workers of [1, 2] as const) {
        const jobIds = await withStack(dataDir, 0, (stack) => submit(stack, toolId));
        perSecond[workers].push(await withStack(dataDir, workers, (stack) => workOff(stack, jobIds)));
      }
    }
    const ofRounds = `median of ${rounds} backlogs of ${warmUps + jobsOfRound} jobs in Python`;
    return [
      stated('throughput of one worker', median(perSecond[1]), ofRounds, ' jobs/s'),
      stated('throughput of two workers', median(perSecond[2]), ofRounds, ' jobs/s'),
    ];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

async function withStack<Result>(
  dataDir: string,
  workers: number,
  act: (stack: LocalStack) => Promise<Result>,
): Promise<Result> {
  const stack = await startLocalStack({ dataDir, throttle: 'off', workers });
  try {
    await stack.warm;
    return await act(stack);
  } finally {
    await stack.stop();
  }
}

const clientOf = ({ endpoints, credentials }: LocalStack) =>
  createClient({ endpoint: endpoints.api, credentials: credentials.planner });

async function createTool(stack: LocalStack): Promise<string> {
  const draft = { name: 'slugify', description: 'Turns a title into a slug.', language: 'python' as const };
  const { data } = await clientOf(stack).createTool({ ...draft, code: pythonCode });
  return data.toolId;
}

async function submit(stack: LocalStack, toolId: string): Promise<readonly string[]> {
  const client = clientOf(stack);
  const jobIds: string[] = [];
  while (jobIds.length < warmUps + jobsOfRound) {
    const { data } = await client.executeTool(toolId, { input: { text } }, { prefer: { respondAsync: true } });
    if (!('jobId' in data)) throw new Error('a job was asked for');
    jobIds.push(data.jobId);
  }
  return jobIds;
}

/** Jobs per second, by the ends that the service itself wrote down. */
async function workOff(stack: LocalStack, jobIds: readonly string[]): Promise<number> {
  const client = clientOf(stack);
  const ends: number[] = [];
  for (const jobId of jobIds) {
    let { data: job } = await client.getJob(jobId);
    for (; job.finishedAt === undefined; { data: job } = await client.getJob(jobId)) await sleep(200);
    if (job.state !== 'succeeded') throw new Error(`${jobId} is ${job.state}`);
    ends.push(Date.parse(job.finishedAt));
  }
  ends.sort((left, right) => left - right);
  const [first = 0, last = 0] = [ends[warmUps - 1], ends.at(-1)];
  return jobsOfRound / ((last - first) / 1_000);
}
