import { setTimeout as sleep } from 'node:timers/promises';
import { type Log, quietLog } from '../log/log.ts';
import type { Exit } from '../process/contained-process.ts';
import { eventually } from '../testing/processes.ts';
import { type Instance, StartFailure } from './instance.ts';
import { createInstancePool, type InstancePool } from './instance-pool.ts';
import type { Invocation } from './invocation.ts';
import type { Scaling } from './lambda-function.ts';

/** An instance whose events end when the test says so. */
class FakeInstance implements Instance {
  readonly id: number;
  readonly exited: Promise<Exit>;
  served: string[] = [];
  private exit: (exit: Exit) => void = () => undefined;
  private finish: () => void = () => undefined;

  constructor(id: number) {
    this.id = id;
    this.exited = new Promise((resolve) => {
      this.exit = resolve;
    });
  }

  invoke({ requestId }: Invocation) {
    this.served.push(requestId);
    return new Promise<{ ok: boolean; payload: Buffer; logTail: string }>((resolve) => {
      this.finish = () => resolve({ ok: true, payload: Buffer.from(`${this.id}`), logTail: '' });
    });
  }

  async ready() {}

  end() {
    this.finish();
  }

  async stop() {
    this.exit({ code: null, signal: 'SIGKILL' });
  }
}

const anInvocation = (requestId: string): Invocation => ({
  requestId,
  payload: Buffer.from('{}'),
  functionArn: 'arn',
  deadlineMs: 0,
  traceId: '',
});

describe('the pool of instances', () => {
  let started: FakeInstance[];
  let pool: InstancePool;

  function open(scaling: Partial<Scaling>, start?: (number: number) => Promise<Instance>, log: Log = quietLog) {
    started = [];
    pool = createInstancePool({
      source: 'fake',
      log,
      scaling: { minimum: 0, eager: 1, maximum: 1, concurrency: 100, idleMs: 60_000, ...scaling },
      start: async () => {
        const instance = new FakeInstance(started.length + 1);
        started.push(instance);
        return start ? start(started.length) : instance;
      },
    });
  }

  const invoke = async (id: string) => (await pool.invoke(() => anInvocation(id))).payload.toString();
  const turn = () => sleep(1);

  afterEach(() => pool.close());

  it('throttles an invocation that has waited too long, and serves the next one', async () => {
    open({ waitMs: 30 });
    const first = invoke('a');
    await turn();

    await expect(invoke('b')).rejects.toMatchObject({ code: 'TooManyRequestsException' });
    started[0]?.end();
    await first;
    const third = invoke('c');
    await turn();
    started[0]?.end();

    await third;
    expect(started[0]?.served).toEqual(['a', 'c']);
  });

  it('starts nothing before it is needed, and the minimum when it is warmed', async () => {
    open({ minimum: 2, maximum: 4 });
    expect(started).toHaveLength(0);

    await pool.prewarm();

    expect([started.length, pool.size()]).toEqual([2, 2]);
  });

  it('serves events in the order they came when there is one process', async () => {
    open({});
    const answers = ['a', 'b', 'c'].map(invoke);
    for (let count = 0; count < 3; count += 1) {
      await turn();
      started[0]?.end();
    }

    expect(await Promise.all(answers)).toEqual(['1', '1', '1']);
    expect(started[0]?.served).toEqual(['a', 'b', 'c']);
  });

  it('starts the eager number at once, and the rest only for events that have waited', async () => {
    open({ eager: 2, maximum: 3 });
    const answers = ['a', 'b', 'c', 'd'].map(invoke);
    await turn();
    expect(started).toHaveLength(2);

    await eventually(() => started.length === 3, 'a third one was started');
    await sleep(150);
    expect(started).toHaveLength(3);

    for (const instance of [...started, ...started]) {
      instance.end();
      await turn();
    }
    await Promise.all(answers);
    expect(started.flatMap(({ served }) => served).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('starts no further process for an event that is served while it waits', async () => {
    open({ eager: 1, maximum: 5 });
    const answers = ['a', 'b'].map(invoke);
    await turn();
    started[0]?.end();
    await turn();
    started[0]?.end();
    await Promise.all(answers);
    await sleep(150);

    expect(started).toHaveLength(1);
  });

  it('tells only the event it was started for that a process could not be started', async () => {
    open({ eager: 2, maximum: 2 }, async (number) => {
      if (number === 1) throw new StartFailure('broken');
      return started[number - 1] as FakeInstance;
    });
    const answers = Promise.allSettled(['a', 'b', 'c'].map(invoke));
    for (let count = 0; count < 4; count += 1) {
      await turn();
      for (const instance of started) instance.end();
    }

    expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('replaces a process that ended while events wait', async () => {
    open({});
    const answers = ['a', 'b'].map(invoke);
    await turn();
    started[0]?.end();
    await started[0]?.stop();
    await turn();
    for (const instance of started) instance.end();
    await turn();
    for (const instance of started) instance.end();

    expect(await Promise.all(answers)).toHaveLength(2);
  });

  it('forgets an idle process that ended', async () => {
    open({ minimum: 1 });
    await pool.prewarm();
    await started[0]?.stop();
    await turn();

    const answer = invoke('a');
    await turn();
    started[1]?.end();

    expect(await answer).toBe('2');
    expect(pool.size()).toBe(1);
  });

  it('replaces a process of the minimum that ends after a while, and says so', async () => {
    jest.useFakeTimers();
    const said: string[] = [];
    open({ minimum: 1 }, undefined, { write: (_level, _source, message) => void said.push(message) });
    await pool.prewarm();
    await started[0]?.stop();
    await jest.advanceTimersByTimeAsync(10);
    expect(pool.size()).toBe(0);

    await pool.prewarm();
    await jest.advanceTimersByTimeAsync(2_000);
    await started[1]?.stop();
    await jest.advanceTimersByTimeAsync(10);
    jest.useRealTimers();

    expect(pool.size()).toBe(1);
    expect(said).toEqual(['a process ended', 'a process ended']);
  });

  it('ends what is idle for long, down to the minimum, and keeps what was used last', async () => {
    jest.useFakeTimers();
    open({ minimum: 1, eager: 3, maximum: 3, idleMs: 10_000 });
    const answers = ['a', 'b', 'c'].map(invoke);
    await jest.advanceTimersByTimeAsync(1);
    for (const instance of started) instance.end();
    await Promise.all(answers);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(pool.size()).toBe(3);

    await jest.advanceTimersByTimeAsync(20_000);
    jest.useRealTimers();

    expect(pool.size()).toBe(1);
    const answer = invoke('d');
    await turn();
    started[2]?.end();
    expect(await answer).toBe('3');
  });

  it('starts nothing once it is closed, also when it is warmed only then', async () => {
    open({ minimum: 2, eager: 2, maximum: 2 });
    await pool.close();

    await pool.prewarm();

    expect(started).toHaveLength(0);
  });

  it('refuses events once it is closed, also those that wait', async () => {
    open({});
    const served = invoke('a');
    const waiting = invoke('b');
    await turn();
    await pool.close();
    started[0]?.end();

    await expect(waiting).rejects.toThrow('The stack is stopping.');
    await expect(invoke('c')).rejects.toThrow('The stack is stopping.');
    expect(await served).toBe('1');
  });
});
