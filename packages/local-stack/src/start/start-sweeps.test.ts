import type { LambdaService } from '../lambda/lambda-service.ts';
import { quietLog } from '../log/log.ts';
import { createClosers } from './closers.ts';
import { startSweeps } from './start-sweeps.ts';

const minute = 60_000;

describe('the sweeps of a stack', () => {
  let closers = createClosers();
  let events: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    closers = createClosers();
    events = [];
  });
  afterEach(async () => {
    await closers.closeAll();
    jest.useRealTimers();
  });

  function start({ isNew = true, isOurs = true } = {}) {
    const lambda: LambdaService = {
      assertKnown: () => undefined,
      async invoke(name, payload) {
        events.push(`${name} ${payload}`);
        return { ok: true, payload: Buffer.from('null'), logTail: '', requestId: 'r' };
      },
      prewarm: async () => undefined,
      close: async () => undefined,
    };
    return startSweeps({ lambda, folder: { isNew }, isOurs, closers, log: quietLog });
  }
  const sweeps = () => events.filter((event) => event === 'dtr-local-worker {"kind":"sweep"}').length;
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('take up at once what an earlier stack left, artifacts too, and come to rest after 20 minutes', async () => {
    start({ isNew: false });

    await pass(5_000);
    expect(sweeps()).toBe(1);
    await pass(2 * minute);
    expect(events).toContain('dtr-local-worker {"kind":"sweep.artifacts"}');
    await pass(60 * minute);

    expect(sweeps()).toBe(20);
  });

  it('do not wake a new stack that nobody uses', async () => {
    start();

    await pass(60 * minute);

    expect(events).toEqual([]);
  });

  it('go on every minute while functions run, which sweeps do not count as', async () => {
    const lambda = start();
    await lambda.invoke('dtr-local-tool-manager', Buffer.from('{}'));
    await pass(10 * minute);
    expect(sweeps()).toBe(10);

    await lambda.invoke('dtr-local-tool-manager', Buffer.from('{}'));
    await pass(60 * minute);

    expect(sweeps()).toBe(30);
  });

  it('leave the queue of another stack to it', async () => {
    start({ isNew: false, isOurs: false });

    await pass(60 * minute);

    expect(events).toEqual([]);
  });
});
