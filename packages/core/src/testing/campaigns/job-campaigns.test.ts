import { createMemoryPorts } from '../memory/memory-ports.ts';
import { createMemorySandboxSessions } from '../memory/memory-sandbox-sessions.ts';
import { createMemoryWorkQueue } from '../memory/memory-trail.ts';
import { createScriptedValidator } from '../memory/scripted-validator.ts';
import { createTestClock } from '../memory/test-clock.ts';
import { campaignSize } from './campaign-size.ts';
import { deliverJobs } from './delivered-jobs.ts';
import { watchJobs } from './job-watcher.ts';
import { leakSessions } from './leaked-sessions.ts';
import { overtakeAttempts } from './overtaken-attempts.ts';
import { createSeededRandom } from './seeded-random.ts';

/** The name of the suite tells the seed, so that a failure can be repeated. */
const { seed, rounds, patienceMs } = campaignSize(process.env);
jest.setTimeout(patienceMs);

/** The rate is never used up; time is moved on by the campaign alone. */
function aWorld() {
  const clock = createTestClock();
  const random = createSeededRandom(seed);
  const sleep = () => new Promise<void>((resolve) => void setImmediate(resolve));
  const validator = createScriptedValidator(({ code }) => ({ tier: code.includes('microvm') ? 'microvm' : 'wasm' }));
  const windows = { count: async () => 1 };
  const queue = createMemoryWorkQueue();
  return { clock, random, ports: createMemoryPorts({ clock, sleep, validator, windows, queue }) };
}

describe(`campaigns with jobs in memory, seed ${seed}`, () => {
  it('ends every job once, whatever becomes of its messages and of those who run it', async () => {
    const { ports, ...world } = aWorld();
    const watcher = watchJobs(ports.jobs);

    const report = await deliverJobs({ ...world, ports: { ...ports, jobs: watcher.jobs }, watcher }, rounds(10_000));

    expect(report.deaths).toBeGreaterThan(rounds(10_000) / 50);
    expect(report.deliveries).toBeGreaterThan(rounds(10_000) * 2);
    expect(report.outcomes.succeeded).toBeGreaterThan(rounds(10_000) / 2);
    expect(report).toMatchObject({
      lost: 0,
      broken: 0,
      wrongResults: 0,
      effects: { afterEnd: 0, twicePerFence: 0, sideBySide: 0, repeated: 0 },
    });
  });

  it('takes no write of an attempt whose job is in other hands', async () => {
    const { ports, random } = aWorld();

    const report = await overtakeAttempts({ ...ports, random }, rounds(1_000));

    expect(report).toEqual({ writes: 4 * rounds(1_000), refused: 4 * rounds(1_000), changed: 0 });
  });

  it('leaves no sandbox session alive after one sweep, and stops none before its time', async () => {
    const { ports, clock, random } = aWorld();
    const validator = createScriptedValidator(() => ({ tier: 'microvm' }));
    const sessions = createMemorySandboxSessions();

    const report = await leakSessions({ ports: { ...ports, validator, sessions }, clock, random }, rounds(10_000));

    expect(report.leaked).toBeGreaterThan(rounds(10_000) / 50);
    expect(report).toMatchObject({ stoppedEarly: 0, aliveAfterSweep: 0 });
  });
});
