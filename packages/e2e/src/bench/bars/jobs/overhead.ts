import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@dtr/client';
import type { ExecutionResult } from '@dtr/contracts';
import { quantile } from '../../../report/statistics.ts';
import { openEmbeddedStack } from '../../../stack/embedded-stack.ts';
import { javascriptCode, pythonCode, text } from '../../commands.ts';
import { atMost, type Bar, midAndMost, type Outcome, stated, timesInTurn } from '../../measurement.ts';

const rounds = 150;
/** Enough for the compilers of all processes to have settled, as in a service that runs. */
const warmUps = 150;
/** Between two looks of a client that follows its job itself. */
const lookMs = 25;

/** One execution at a time: at once, as a job that the service waits for, and as a job that the client looks at. */
export const jobOverhead: Bar = async () => {
  const stack = await openEmbeddedStack();
  try {
    const client = createClient({ endpoint: stack.api, credentials: stack.credentials.planner });
    return [
      ...(await overheadOf(client, 'python', pythonCode)),
      ...(await overheadOf(client, 'javascript', javascriptCode)),
    ];
  } finally {
    await stack.close();
  }
};

async function overheadOf(
  client: Client,
  language: 'python' | 'javascript',
  code: string,
): Promise<readonly Outcome[]> {
  const parameters = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] };
  const draft = { name: `slugify_${language}`, description: 'Turns a title into a slug.', language, code, parameters };
  const { data: tool } = await client.createTool(draft);
  const acts = waysToRun(client, tool.toolId);
  await timesInTurn(warmUps, acts);
  const { atOnce, waitedFor, lookedAt } = await timesInTurn(rounds, acts);
  const added = (times: readonly number[]) => quantile(times, 0.5) - quantile(atOnce, 0.5);
  const against = (times: readonly number[]) => `${midAndMost(times)} against ${midAndMost(atOnce)}`;
  const what = `added by a queued job (${language})`;
  return [
    atMost(`${what}, Prefer: wait`, 60, added(waitedFor), against(waitedFor), ' ms'),
    stated(`${what}, looked at every ${lookMs} ms`, added(lookedAt), against(lookedAt), ' ms'),
  ];
}

function waysToRun(client: Client, toolId: string) {
  const request = { input: { text } };
  const check = (result: Pick<ExecutionResult, 'status'> | undefined) => {
    if (result?.status !== 'succeeded') throw new Error(`an execution of ${toolId} ended as ${result?.status}`);
  };
  return {
    async atOnce() {
      check((await client.execute(toolId, request)).data);
    },
    async waitedFor() {
      const answer = await client.executeTool(toolId, request, { prefer: { waitSeconds: 25 } });
      check(answer.kind === 'result' ? answer.data : undefined);
    },
    async lookedAt() {
      const answer = await client.executeTool(toolId, request, { prefer: { respondAsync: true } });
      if (answer.kind !== 'job') throw new Error('a job was asked for');
      let job = answer.data;
      for (; job.finishedAt === undefined; { data: job } = await client.getJob(job.jobId)) await sleep(lookMs);
      check(job.result);
    },
  };
}
