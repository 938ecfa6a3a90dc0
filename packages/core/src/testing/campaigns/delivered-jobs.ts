import type { RunJobMessage } from '@dtr/contracts';
import { isFinal } from '../../domain/job/job-record.ts';
import { makeWorkerUseCases, type Ports, type WorkerPorts } from '../../make-use-cases.ts';
import type { Sleep } from '../../ports/sleep.ts';
import { testSettings } from '../builders.ts';
import type { MemoryWorkQueue } from '../memory/memory-trail.ts';
import type { TestClock } from '../memory/test-clock.ts';
import { interruptedProcess } from './interruptible-ports.ts';
import type { JobWatcher } from './job-watcher.ts';
import { anInterruption } from './killed-creations.ts';
import { type SideEffects, watchedExecutor } from './side-effects.ts';
import { type SubmittedJob, submitJobs } from './submitted-jobs.ts';

/** About what one job needs: most batches that are interrupted are in the middle of their work then. */
const callsPerJob = 10;
const copiesAtMost = 5;
const batchAtMost = 10;
const workers = 3;
/** After this many rounds without an end something is stuck. */
const roundsPerJob = 40;

export interface DeliveryReport {
  readonly jobs: number;
  readonly deliveries: number;
  readonly deaths: number;
  readonly sweeps: number;
  /** Not ended however often they were delivered and swept. */
  readonly lost: number;
  /** Ended more than once, or changed after the end, or a state that went back. */
  readonly broken: number;
  /** Succeeded without a result, or with that of another job. */
  readonly wrongResults: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly effects: SideEffects;
}

export interface DeliveryWorld {
  readonly ports: Ports & WorkerPorts & { readonly queue: MemoryWorkQueue };
  readonly clock: TestClock;
  readonly random: () => number;
  readonly watcher: JobWatcher;
}

/**
 * Runs jobs whose messages come one to five times and in any order, in workers that die or fail at random calls or pause for longer than
 * their lease, some of the jobs cancelled on the way, with a sweep now and then.
 */
export async function deliverJobs(world: DeliveryWorld, count: number): Promise<DeliveryReport> {
  const { ports, clock, random, watcher } = world;
  const submitted = await submitJobs(world, count);
  const { executor, effects } = watchedExecutor({
    watcher,
    clock,
    random,
    jobOf: (id) => submitted.byExecution.get(id),
  });
  const counts = { deliveries: 0, deaths: 0, sweeps: 0 };
  const waiting: RunJobMessage[] = [];
  let taken = 0;

  const receive = () => {
    for (const message of ports.queue.messages.slice(taken)) {
      if (message.kind !== 'job.run') continue;
      const copies = 1 + Math.floor(random() * copiesAtMost);
      for (let copy = 0; copy < copies; copy += 1) insert(random, waiting, message);
    }
    taken = ports.queue.messages.length;
  };

  const aProcess = (jobs: number) => {
    const plan = random() < 0.5 ? anInterruption(random, callsPerJob * jobs) : undefined;
    const sleep = random() < 0.5 ? ports.sleep : neverLooking;
    const process = interruptedProcess({ ...ports, sleep, executor }, plan);
    const death = process.death.then(() => {
      counts.deaths += 1;
      return 'dead' as const;
    });
    return { worker: makeWorkerUseCases(process.ports, testSettings), death };
  };

  const deliver = async () => {
    const batch = waiting.splice(0, 1 + Math.floor(random() * batchAtMost));
    counts.deliveries += batch.length;
    const { worker, death } = aProcess(batch.length);
    const handled = batch.map((message) =>
      worker.runJob(message, { hide: async () => undefined }).catch(() => void insert(random, waiting, message)),
    );
    await Promise.race([Promise.all(handled), death]);
  };

  const sweep = async () => {
    counts.sweeps += 1;
    const { worker, death } = aProcess(5);
    await Promise.race([worker.sweep(), death]);
  };

  const unfinished = new Set(submitted.jobs);
  let rounds = 0;
  /** Works for itself: while its batch takes long, the others come to the same jobs. Copies that are left find jobs that have ended. */
  const work = async () => {
    for (; unfinished.size + waiting.length > 0 && rounds < count * roundsPerJob; rounds += 1) {
      receive();
      if (waiting.length === 0) clock.advance(16 * 60_000);
      await (waiting.length === 0 || random() < 0.02 ? sweep() : deliver());
      clock.advance(random() * 2_000);
      if (random() < 0.1) await submitted.cancelOne();
      if (rounds % 50 === 0 || waiting.length === 0) await forgetEnded(watcher, unfinished);
      await ports.sleep(0);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return { jobs: count, ...counts, ...(await judge(world, submitted.jobs)), effects: effects() };
}

async function forgetEnded(watcher: JobWatcher, unfinished: Set<SubmittedJob>): Promise<void> {
  for (const entry of unfinished) {
    const job = await watcher.find(entry);
    if (job !== undefined && isFinal(job)) unfinished.delete(entry);
  }
}

async function judge({ ports, watcher }: DeliveryWorld, jobs: readonly SubmittedJob[]) {
  const outcomes: Record<string, number> = {};
  let lost = 0;
  let wrongResults = 0;
  for (const entry of jobs) {
    const job = await watcher.find(entry);
    if (job === undefined || !isFinal(job)) {
      lost += 1;
      continue;
    }
    const outcome = job.error?.code ?? job.state;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const execution = await ports.executions.find(job.executionId);
    const text = execution && 'text' in execution.body ? execution.body.text : '';
    const isRight = job.state === 'succeeded' ? text.includes(entry.mark) : !text.includes('"status":"succeeded"');
    if (!isRight) wrongResults += 1;
  }
  const twice = [...watcher.ends.values()].filter((ends) => ends > 1).length;
  return { lost, broken: watcher.broken.size + twice, wrongResults, outcomes };
}

/** Anywhere, or near others of the same job, so that workers meet at it. */
function insert(random: () => number, waiting: RunJobMessage[], message: RunJobMessage): void {
  const near = random() < 0.5 ? workers * batchAtMost : waiting.length + 1;
  waiting.splice(Math.floor(random() * Math.min(near, waiting.length + 1)), 0, message);
}

/** Of a process that is too busy to look after its jobs: it notices nothing until its code has ended. */
const neverLooking: Sleep = async (_, signal) => {
  if (signal === undefined) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
};
