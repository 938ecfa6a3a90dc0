import type { JobRecord } from '../../domain/job/job-record.ts';
import type { FencedOutcome, JobFence } from '../../ports/job-repository.ts';
import { newUlid } from '../builders.ts';
import { aJobRecord, anExecutionOf } from '../job-builders.ts';
import type { JobsUnderTest } from '../job-stages.ts';
import { oneOf } from './campaign-world.ts';

/** What an attempt writes that does not know yet that its job is in other hands. */
const staleWrites = ['begin', 'extend', 'release', 'finish'] as const;

export interface OvertakenReport {
  readonly writes: number;
  readonly refused: number;
  /** Jobs or executions that a stale write changed all the same. */
  readonly changed: number;
}

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
const leaseSeconds = 60;

/** Lets attempts write after another one has taken their job, or ended it: every kind of write, `rounds` times each. */
export async function overtakeAttempts(
  { jobs, executions, random }: JobsUnderTest & { readonly random: () => number },
  rounds: number,
): Promise<OvertakenReport> {
  const report = { writes: 0, refused: 0, changed: 0 };
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of staleWrites) {
      const { job, stale } = await overtaken(jobs, random);
      const before = await jobs.find(job);
      report.writes += 1;
      if ((await write({ jobs, executions }, kind, job, stale)) === 'lost') report.refused += 1;
      const isSame = JSON.stringify(await jobs.find(job)) === JSON.stringify(before);
      if (!isSame || (await executions.find(job.executionId)) !== undefined) report.changed += 1;
    }
  }
  return report;
}

/** A job that its first attempt has lost, at a random point of both attempts' lives. */
async function overtaken(jobs: JobsUnderTest['jobs'], random: () => number) {
  const job = aJobRecord();
  await jobs.add(job);
  const { caller, jobId } = job;
  const fenceOf = (attempt: number): JobFence => ({ caller, jobId, attempt });
  const claim = (seconds: number) =>
    jobs.claim(job, {
      now: at(seconds),
      leaseUntil: at(seconds + leaseSeconds).toISOString(),
      token: newUlid(),
    });
  await claim(0);
  if (random() < 0.7) await jobs.begin(fenceOf(1), { startedAt: at(1).toISOString(), handedTo: 'microvm' });
  await claim(leaseSeconds + 1);
  const follower = oneOf(random, ['prepares', 'runs', 'waits', 'ended']);
  if (follower !== 'prepares') await jobs.begin(fenceOf(2), { startedAt: at(70).toISOString(), handedTo: 'wasm' });
  if (follower === 'waits') await jobs.release(fenceOf(2), { dueAt: at(100).toISOString(), hasRun: true });
  if (follower === 'ended') await jobs.finish(fenceOf(2), endingAt(80));
  return { job, stale: fenceOf(1) };
}

function endingAt(seconds: number) {
  return { state: 'succeeded', finishedAt: at(seconds).toISOString(), expiresAt: '2036-01-01T00:00:00.000Z' } as const;
}

async function write(
  { jobs }: JobsUnderTest,
  kind: (typeof staleWrites)[number],
  job: JobRecord,
  fence: JobFence,
): Promise<FencedOutcome> {
  if (kind === 'begin') return jobs.begin(fence, { startedAt: at(90).toISOString(), handedTo: 'wasm' });
  if (kind === 'extend') return jobs.extend(fence, at(500).toISOString());
  if (kind === 'release') return jobs.release(fence, { dueAt: at(500).toISOString(), hasRun: false, deferrals: 9 });
  return jobs.finish(fence, { ...endingAt(91), state: 'failed' }, anExecutionOf(job, 'stale'));
}
