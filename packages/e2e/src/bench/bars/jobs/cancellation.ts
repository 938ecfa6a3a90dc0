import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@dtr/client';
import type { Job, ToolDraft } from '@dtr/contracts';
import { quantile } from '../../../report/statistics.ts';
import { aCountedTool } from '../../../scenarios/drafts.ts';
import { openEmbeddedStack } from '../../../stack/embedded-stack.ts';
import { processFamily } from '../../../stack/process-family.ts';
import { openSandboxSessions, type SandboxSessions } from '../../../stack/sandbox-sessions.ts';
import { atMost, type Bar, midAndMost, type Outcome } from '../../measurement.ts';

const rounds = 50;
/** As long as the service waits between two looks at a job that runs. */
const phaseMs = 500;
const lookMs = 5;

/** A loop of this many turns takes longer than any limit. */
const turns = 1_000_000_000_000;
const endless = (timeoutSeconds: number): ToolDraft =>
  aCountedTool('python', 'for _ in range(n):\n    pass', { limits: { timeoutSeconds } });

/** From the request to cancel a job whose tool runs, to its end. */
export const jobCancellation: Bar = async () => {
  if (!existsSync('/proc/self/stat')) {
    const what = 'from the request to cancel a job to its end';
    return [{ what, bar: 'at most 1 s at p95', skipped: 'processes can only be found where there is /proc' }];
  }
  const stack = await openEmbeddedStack();
  const sessions = openSandboxSessions(stack.endpoints, stack.credentials.operator);
  try {
    const client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
    return [await inMicrovm(client, sessions), await inWasm(client)];
  } finally {
    sessions.close();
    await stack.close();
  }
};

/** Its session is over and its process gone. */
async function inMicrovm(client: Client, sessions: SandboxSessions): Promise<Outcome> {
  const { data: tool } = await client.createTool(endless(60));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { jobId, executionId = '' } = await running(client, tool.toolId);
    const pid = await busyInterpreter();
    await sleep(phaseOf(round));
    const started = performance.now();
    await client.cancelJob(jobId);
    while (existsSync(`/proc/${pid}`)) await sleep(lookMs);
    times.push(performance.now() - started);
    const alive = await sessions.alive();
    if (alive.some((name) => name.includes(executionId))) throw new Error(`the session of ${executionId} lives on`);
    await expectCancelled(client, jobId);
  }
  return outcomeOf('cancel of a tool in a microVM, until its process is gone', times);
}

/** What it ran in ends by its time limit; the job has ended before. */
async function inWasm(client: Client): Promise<Outcome> {
  const { data: tool } = await client.createTool(endless(3));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { jobId } = await running(client, tool.toolId);
    await sleep(phaseOf(round));
    const started = performance.now();
    await client.cancelJob(jobId);
    await expectCancelled(client, jobId);
    times.push(performance.now() - started);
  }
  return outcomeOf('cancel of a job of tier wasm, until its state is final', times);
}

const outcomeOf = (what: string, times: readonly number[]): Outcome =>
  atMost(`${what} (p95)`, 1, quantile(times, 0.95) / 1_000, `${midAndMost(times)}, of ${times.length}`, ' s');

/** Spread over the whole time between two looks of the service, in no order. */
const phaseOf = (round: number): number => (round * 137) % phaseMs;

async function running(client: Client, toolId: string): Promise<Job> {
  const answer = await client.executeTool(toolId, { input: { n: turns } }, { prefer: { respondAsync: true } });
  if (answer.kind !== 'job') throw new Error('a job was asked for');
  let job = answer.data;
  for (; job.state === 'queued'; { data: job } = await client.getJob(job.jobId)) await sleep(lookMs);
  if (job.state !== 'running') throw new Error(`${job.jobId} is ${job.state}`);
  return job;
}

async function expectCancelled(client: Client, jobId: string): Promise<void> {
  let { data: job } = await client.getJob(jobId);
  for (; job.finishedAt === undefined; { data: job } = await client.getJob(jobId)) await sleep(lookMs);
  if (job.state !== 'cancelled') throw new Error(`${jobId} is ${job.state}, not cancelled`);
}

/** The process of a session that is past its start, which takes less than this, and computes. */
async function busyInterpreter(): Promise<number> {
  for (;;) {
    const before = interpreters();
    await sleep(100);
    const isBusy = ([pid, ticks]: readonly [number, number]) =>
      ticks > startTicks && ticks > (before.get(pid) ?? Number.POSITIVE_INFINITY);
    const [found] = [...interpreters()].filter(isBusy);
    if (found) return found[0];
  }
}

/** A second and a half. */
const startTicks = 150;

/** Processor time that the interpreters of sessions have used, by process. */
function interpreters(): ReadonlyMap<number, number> {
  const family = processFamily(process.pid).filter(({ pid }) => textOf(pid, 'cmdline').includes('live.mjs'));
  return new Map(family.map(({ pid }) => [pid, processorTicks(pid)]));
}

/** Fields 14 and 15 of `proc(5)`; the name before them may hold spaces. */
function processorTicks(pid: number): number {
  const fields = textOf(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Empty for a process that has ended meanwhile. */
function textOf(pid: number, name: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
