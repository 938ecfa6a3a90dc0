import type { LiveInterpreter } from './live-interpreter.ts';

export interface SparesOptions {
  /** Starts a process; resolves when it is ready. */
  readonly start: () => Promise<LiveInterpreter>;
  /** How long clean ones are kept. */
  readonly keepMs: number;
  /** How many may be starting at the same time: more would only make each other slow. */
  readonly startsAtOnce: number;
  /** Whether there is room for one more process. When room is made, `refill` has to be called. */
  readonly mayStart: () => boolean;
  /** How long one may be waited for. */
  readonly waitMs: number;
}

/** All processes that may run are in use, and none was given back in time. Nothing has been run. */
export class NoInterpreterError extends Error {
  override readonly name = 'NoInterpreterError';
}

/**
 * Clean interpreters of one engine. Who waits for one gets whichever comes first: one just started, or one given back. None is
 * started for whom one is being made fresh, which takes less time.
 */
export interface Spares {
  take(): Promise<LiveInterpreter>;
  /** Makes it fresh for the next, or kills it; at once when it is busy. */
  giveBack(interpreter: LiveInterpreter, isBusy: boolean): Promise<void>;
  /** Starts what is waited for, as far as there is room. */
  refill(): void;
  /** Kills one that is kept, if there is any. */
  dropOne(): void;
  close(): void;
}

interface Kept {
  readonly interpreter: LiveInterpreter;
  readonly timer: NodeJS.Timeout;
}

export function createSpares(options: SparesOptions): Spares {
  const { start, keepMs, startsAtOnce, mayStart, waitMs } = options;
  const waiting: PromiseWithResolvers<LiveInterpreter>[] = [];
  let kept: Kept[] = [];
  let starting = 0;
  let freshening = 0;
  let isClosed = false;

  const isWanted = () => !isClosed && (waiting.length > 0 || keepMs > 0);
  const keep = (interpreter: LiveInterpreter) => {
    const drop = () => {
      kept = kept.filter((spare) => spare.interpreter !== interpreter);
      interpreter.kill();
    };
    kept.push({ interpreter, timer: setTimeout(drop, keepMs).unref() });
  };
  const hand = (interpreter: LiveInterpreter) => {
    if (!isWanted()) return interpreter.kill();
    const waiter = waiting.shift();
    if (waiter) waiter.resolve(interpreter);
    else keep(interpreter);
  };
  const fill = () => {
    const isMissing = () => starting + freshening < waiting.length;
    while (!isClosed && starting < startsAtOnce && isMissing() && mayStart()) {
      starting += 1;
      start()
        .then(hand, (error: unknown) => waiting.shift()?.reject(error))
        .finally(() => {
          starting -= 1;
          fill();
        });
    }
  };
  const makeFresh = async (interpreter: LiveInterpreter): Promise<boolean> => {
    freshening += 1;
    const isFresh = await interpreter.reset();
    freshening -= 1;
    return isFresh;
  };
  const takeKept = (): LiveInterpreter | undefined => {
    for (let spare = kept.pop(); spare; spare = kept.pop()) {
      clearTimeout(spare.timer);
      if (spare.interpreter.isAlive()) return spare.interpreter;
    }
    return undefined;
  };

  return {
    async take() {
      if (isClosed) throw closed();
      const spare = takeKept();
      if (spare) return spare;
      const waiter = Promise.withResolvers<LiveInterpreter>();
      const giveUp = () => {
        const index = waiting.indexOf(waiter);
        if (index >= 0) waiting.splice(index, 1);
        waiter.reject(new NoInterpreterError(`No interpreter became free within ${waitMs} ms.`));
      };
      const timer = setTimeout(giveUp, waitMs).unref();
      waiting.push(waiter);
      fill();
      return waiter.promise.finally(() => clearTimeout(timer));
    },
    async giveBack(interpreter, isBusy) {
      const isFresh = !isBusy && interpreter.isAlive() && isWanted() && (await makeFresh(interpreter));
      if (isFresh) return hand(interpreter);
      interpreter.kill();
      fill();
    },
    refill: fill,
    dropOne: () => takeKept()?.kill(),
    close() {
      isClosed = true;
      for (const { timer } of kept) clearTimeout(timer);
      for (const waiter of waiting.splice(0)) waiter.reject(closed());
    },
  };
}

const closed = () => new Error('The interpreters are closed.');
