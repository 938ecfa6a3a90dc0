import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Tool, ToolDraft } from '@dtr/contracts';
import { createdTool, type Scene, timed } from '../scene.ts';
import { createTool } from './create-tools.ts';

const below = 200_000;
const primesBelow = 17_984;

const countPrimes: ToolDraft = {
  name: 'count_primes',
  description: 'Counts the primes below a number, one candidate after the other.',
  language: 'python',
  code: `def count_primes(below: int) -> int:
    primes = []
    for candidate in range(2, below):
        for prime in primes:
            if prime * prime > candidate:
                primes.append(candidate)
                break
            if candidate % prime == 0:
                break
        else:
            primes.append(candidate)
    return len(primes)
`,
  limits: { timeoutSeconds: 25 },
  examples: [{ input: { below: 100 }, output: 25 }],
};

/** What takes long is a job, which is followed, or stopped. */
export async function runJobs(scene: Scene): Promise<void> {
  scene.transcript.act('planner runs what takes long as a job, and stops another one');
  await createTool(scene, countPrimes);
  const { tool } = createdTool(scene, countPrimes.name);
  await follow(scene, tool);
  await stop(scene, tool);
}

async function follow(scene: Scene, tool: Tool): Promise<void> {
  const { planner, transcript, tally } = scene;
  const job = await submit(scene, tool, below);
  const { value: seen, ms } = await timed(() => lookUntil(scene, job, ({ finishedAt }) => finishedAt !== undefined));
  transcript.note(seen.map(({ progress: { stage, percent } }) => `${stage} ${percent} %`).join(', '));
  const { data: ended } = await planner.getJob(job.jobId);
  const isRight = ended.state === 'succeeded' && ended.result?.output === primesBelow;
  if (!isRight) tally.mismatch(`${tool.name}: ${ended.state} with ${JSON.stringify(ended.result?.output)}`);
  if (ended.result) tally.add('executed', tool.language, ended.result.usage.durationMs);
  const facts = [ended.state, `${ended.result?.output}`];
  transcript.step({ mark: isRight ? 'done' : 'wrong', name: 'its result', facts, ms });
}

async function stop(scene: Scene, tool: Tool): Promise<void> {
  const { planner, transcript, tally } = scene;
  const job = await submit(scene, tool, 1_000 * below);
  await lookUntil(scene, job, ({ startedAt }) => startedAt !== undefined);
  const { value, ms } = await timed(async () => {
    await planner.cancelJob(job.jobId);
    return planner.waitForJob(job.jobId, { timeoutMs: 20_000 });
  });
  const { state } = value.data;
  if (state !== 'cancelled') tally.mismatch(`${tool.name}: ${state} after it was cancelled`);
  transcript.step({ mark: state === 'cancelled' ? 'done' : 'wrong', name: 'stops it', facts: [state], ms });
}

async function submit({ planner, transcript }: Scene, tool: Tool, bound: number): Promise<Job> {
  const { value: answer, ms } = await timed(() =>
    planner.executeTool(tool.toolId, { input: { below: bound } }, { prefer: { respondAsync: true } }),
  );
  if (answer.kind !== 'job') throw new Error(`${tool.name} was answered with ${answer.status}, not with a job`);
  const name = `counts below ${bound.toLocaleString('en-GB')}`;
  transcript.step({ mark: 'done', name, facts: [`${answer.status}`, answer.data.state], ms });
  return answer.data;
}

/** The job at each of its stages that was met on the way. */
async function lookUntil({ planner }: Scene, { jobId }: Job, isThere: (job: Job) => boolean): Promise<readonly Job[]> {
  const seen: Job[] = [];
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(20)) {
    const { data: job } = await planner.getJob(jobId);
    if (seen.at(-1)?.progress.stage !== job.progress.stage) seen.push(job);
    if (isThere(job)) return seen;
  }
  throw new Error(`${jobId} is still at ${seen.at(-1)?.progress.stage}`);
}
