import type { Child } from './child.ts';

export interface PoolOptions {
  /** How many children may work at the same time. */
  readonly concurrency: number;
  /** How long after a loss one child more than needed is kept ready. */
  readonly spareMs: number;
  readonly spawn: () => Child;
}

/** Ready children of one engine. A borrowed child comes back by `giveBack`, or is ended by `discard`. */
export interface Pool {
  /** Starts what is missing; settles when a child is ready and rejects when none can be started. */
  warm(): Promise<void>;
  /** Waits for a child that stands ready and has room to work. Rejects when none can be started. */
  borrow(): Promise<Child>;
  giveBack(child: Child): void;
  discard(child: Child): void;
  /** Ends all children and refuses who waits. Settles when the processes are gone. */
  close(): Promise<void>;
}

interface Borrower {
  readonly resolve: (child: Child) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Children are started ahead. After a loss the replacement starts at once, and for a while one spare stands beside it,
 * so that code which breaks its interpreters again and again does not make every caller wait for a start.
 */
export function createPool({ concurrency, spareMs, spawn }: PoolOptions): Pool {
  const starting = new Set<Child>();
  const idle = new Set<Child>();
  const busy = new Set<Child>();
  const ended = new Map<Child, Promise<void>>();
  const waiting: Borrower[] = [];
  let spareUntil = 0;
  let isClosed = false;

  const wanted = () => concurrency + (Date.now() < spareUntil ? 1 : 0);
  const fill = () => {
    while (!isClosed && starting.size + idle.size + busy.size < wanted()) add();
  };
  const add = () => {
    const child = spawn();
    const { promise, resolve } = Promise.withResolvers<void>();
    ended.set(child, promise);
    child.onExit(() => {
      for (const set of [starting, idle, busy]) set.delete(child);
      ended.delete(child);
      resolve();
    });
    void becomeIdle(child, giveUp);
  };
  const becomeIdle = async (child: Child, onLost: (error: unknown) => void) => {
    starting.add(child);
    try {
      await child.whenReady();
    } catch (error) {
      starting.delete(child);
      return onLost(error);
    }
    if (starting.delete(child)) idle.add(child);
    serve();
  };
  // Starting again at once would loop on a machine where it cannot work; the next borrower tries again.
  const giveUp = (error: unknown) => {
    if (starting.size + idle.size + busy.size === 0) refuse(error);
  };
  const serve = () => {
    for (const child of idle) {
      if (waiting.length === 0 || busy.size >= concurrency) return;
      idle.delete(child);
      busy.add(child);
      waiting.shift()?.resolve(child);
    }
  };
  const refuse = (error: unknown) => {
    for (const borrower of waiting.splice(0)) borrower.reject(error);
  };
  const borrow = () =>
    new Promise<Child>((resolve, reject) => {
      if (isClosed) return reject(new Error('The sandbox is closed.'));
      waiting.push({ resolve, reject });
      fill();
      serve();
    });
  const giveBack = (child: Child) => {
    if (!busy.delete(child)) return;
    if (starting.size + idle.size + busy.size >= wanted()) child.kill();
    else void becomeIdle(child, fill);
    serve();
  };

  return {
    borrow,
    giveBack,
    async warm() {
      giveBack(await borrow());
    },
    discard(child) {
      busy.delete(child);
      child.kill();
      spareUntil = Date.now() + spareMs;
      fill();
      serve();
    },
    async close() {
      isClosed = true;
      refuse(new Error('The sandbox was closed.'));
      for (const child of ended.keys()) child.kill();
      await Promise.all(ended.values());
    },
  };
}
