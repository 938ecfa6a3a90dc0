import type { InvocationOutcome } from '../lambda/invocation.ts';
import { createLog, quietLog } from '../log/log.ts';
import { type Schedule, type ScheduleOptions, startSchedule } from './schedule.ts';

const done: InvocationOutcome = { ok: true, payload: Buffer.from('null'), logTail: '' };
const minutely = { everyMs: 60_000, firstAfterMs: 2_000, event: { kind: 'sweep' } };

describe('a schedule', () => {
  let schedule: Schedule | undefined;
  let invoked: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    invoked = [];
  });
  afterEach(() => {
    schedule?.stop();
    jest.useRealTimers();
  });

  function start(more: Partial<ScheduleOptions> = {}) {
    schedule = startSchedule({
      functionName: 'worker',
      rules: [minutely],
      isWanted: () => true,
      async invoke(name, payload) {
        invoked.push(`${name} ${payload}`);
        return done;
      },
      log: quietLog,
      ...more,
    });
  }
  const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1_000);

  it('gives the function each event in its own time, the first soon', async () => {
    const hourly = { everyMs: 3_600_000, firstAfterMs: 10_000, event: { kind: 'sweep.artifacts' } };
    start({ rules: [minutely, hourly] });

    await pass(2);
    expect(invoked).toEqual(['worker {"kind":"sweep"}']);
    await pass(8);
    expect(invoked).toHaveLength(2);
    await pass(3_595);
    expect(invoked.filter((text) => text.includes('artifacts'))).toHaveLength(1);
    await pass(10);
    expect(invoked.filter((text) => text.includes('artifacts'))).toHaveLength(2);
    expect(invoked).toHaveLength(63);
  });

  it('leaves an event out while nobody wants it', async () => {
    let isWanted = false;
    start({ isWanted: () => isWanted });

    await pass(300);
    expect(invoked).toEqual([]);
    isWanted = true;
    await pass(60);

    expect(invoked).toHaveLength(1);
  });

  it('leaves an event out while its last one runs', async () => {
    const { promise, resolve } = Promise.withResolvers<InvocationOutcome>();
    const invoke = jest.fn(() => promise);
    start({ invoke });

    await pass(182);
    expect(invoke).toHaveBeenCalledTimes(1);
    resolve(done);
    await pass(60);

    expect(invoke).toHaveBeenCalledTimes(2);
  });

  it.each<[string, () => Promise<InvocationOutcome>]>([
    ['that fails', async () => ({ ...done, ok: false, payload: Buffer.from('broke') })],
    [
      'that was not run',
      async () => {
        throw new Error('broke');
      },
    ],
  ])('logs an event %s, and gives the next', async (_, outcome) => {
    const lines: string[] = [];
    const invoke = jest.fn(outcome);
    start({ invoke, log: createLog((line) => lines.push(line), JSON.stringify, 'info') });

    await pass(62);

    expect(invoke).toHaveBeenCalledTimes(2);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/scheduled event failed.*sweep.*broke/);
  });

  it('gives no event after it was stopped', async () => {
    start();
    await pass(2);

    schedule?.stop();
    await pass(600);

    expect(invoked).toHaveLength(1);
  });
});
