import type { LiveInterpreter } from './live-interpreter.ts';
import { createSpares, type Spares, type SparesOptions } from './spare-interpreters.ts';

const opened: Spares[] = [];
/** Who waited on would be refused later on, in the middle of another test file. */
afterEach(() => {
  for (const spares of opened.splice(0)) spares.close();
});

/** Starts nothing by itself: the test says when a process is ready. */
function open(given: Partial<SparesOptions> = {}) {
  const starts: PromiseWithResolvers<LiveInterpreter>[] = [];
  const start = () => {
    const one = Promise.withResolvers<LiveInterpreter>();
    starts.push(one);
    return one.promise;
  };
  const spares = createSpares({
    start,
    keepMs: 60_000,
    startsAtOnce: 2,
    mayStart: () => true,
    waitMs: 5_000,
    ...given,
  });
  opened.push(spares);
  return { starts, spares };
}

function anInterpreter(isReusable: boolean | Promise<boolean> = true) {
  let isAlive = true;
  const kill = () => {
    isAlive = false;
  };
  const reset = async () => isReusable;
  return { isAlive: () => isAlive, kill, reset } as LiveInterpreter;
}

/** Lets everything happen that only waits for promises. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('spare interpreters', () => {
  it('start no more at the same time than they may, and hand out what is ready in turn', async () => {
    const { starts, spares } = open();
    const taken = [spares.take(), spares.take(), spares.take()];
    await settled();
    expect(starts).toHaveLength(2);
    const first = anInterpreter();

    starts[0]?.resolve(first);

    expect(await taken[0]).toBe(first);
    expect(starts).toHaveLength(3);
    spares.close();
    await expect(taken[1]).rejects.toThrow('closed');
    await expect(taken[2]).rejects.toThrow('closed');
  });

  it('give one that comes back to who waits, and keep the one that was started meanwhile', async () => {
    const { starts, spares } = open();
    const [used, started] = [anInterpreter(), anInterpreter()];
    const waiting = spares.take();

    await spares.giveBack(used, false);
    expect(await waiting).toBe(used);
    starts[0]?.resolve(started);
    await settled();

    expect(await spares.take()).toBe(started);
    expect(starts).toHaveLength(1);
  });

  it('start none for who can have the one that is being made fresh', async () => {
    const { starts, spares } = open();
    const { promise: isFresh, resolve } = Promise.withResolvers<boolean>();
    const used = anInterpreter(isFresh);

    const givenBack = spares.giveBack(used, false);
    const [first, second] = [spares.take(), spares.take()];
    expect(starts).toHaveLength(1);
    resolve(true);
    await givenBack;

    expect(await first).toBe(used);
    spares.close();
    await expect(second).rejects.toThrow('closed');
  });

  it('start one after all when what was waited for cannot be made fresh', async () => {
    const { starts, spares } = open();
    const ready = anInterpreter();

    const givenBack = spares.giveBack(anInterpreter(false), false);
    const waiting = spares.take();
    expect(starts).toHaveLength(0);
    await givenBack;
    starts[0]?.resolve(ready);

    expect(await waiting).toBe(ready);
  });

  it('kill what is busy and what cannot be made fresh, and keep the rest', async () => {
    const { spares } = open();
    const [busy, worn, kept] = [anInterpreter(), anInterpreter(false), anInterpreter()];

    await spares.giveBack(busy, true);
    await spares.giveBack(worn, false);
    await spares.giveBack(kept, false);

    expect([busy, worn, kept].map((one) => one.isAlive())).toEqual([false, false, true]);
  });

  it('drop what nobody has wanted for a while', async () => {
    const { spares } = open({ keepMs: 20 });
    const kept = anInterpreter();
    await spares.giveBack(kept, false);
    expect(kept.isAlive()).toBe(true);

    await new Promise((resolve) => setTimeout(resolve, 60));

    expect(kept.isAlive()).toBe(false);
  });

  it('tell one who waits that a start has failed, and try again for the next', async () => {
    const { starts, spares } = open({ startsAtOnce: 1 });
    const [first, second] = [spares.take(), spares.take()];
    const ready = anInterpreter();

    starts[0]?.reject(new Error('no assets'));
    await expect(first).rejects.toThrow('no assets');
    await settled();
    starts[1]?.resolve(ready);

    expect(await second).toBe(ready);
  });

  it('start none while there is no room, and go on when there is', async () => {
    let hasRoom = false;
    const { starts, spares } = open({ mayStart: () => hasRoom });
    const waiting = spares.take();
    const ready = anInterpreter();
    expect(starts).toHaveLength(0);

    hasRoom = true;
    spares.refill();
    starts[0]?.resolve(ready);

    expect(await waiting).toBe(ready);
  });

  it('let nobody wait without end', async () => {
    const { spares } = open({ mayStart: () => false, waitMs: 20 });
    const late = anInterpreter();

    await expect(spares.take()).rejects.toThrow('No interpreter became free within 20 ms.');
    await spares.giveBack(late, false);

    expect(await spares.take()).toBe(late);
  });

  it('refuse those who wait when they are closed', async () => {
    const { starts, spares } = open();
    const waiting = spares.take();
    const late = anInterpreter();

    spares.close();
    await expect(waiting).rejects.toThrow('closed');
    starts[0]?.resolve(late);
    await settled();

    expect(late.isAlive()).toBe(false);
    await expect(spares.take()).rejects.toThrow('closed');
  });
});
