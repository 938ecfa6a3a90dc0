import type { LiveInterpreter } from './live-interpreter.ts';

export interface SparesOptions {
  /** Starts a process; resolves when it is ready. */
  readonly start: () => Promise<LiveInterpreter>;
  /** How many clean ones are kept, and for how long. */
  readonly most: number;
  readonly keepMs: number;
  /** How many may be starting at the same time: more would only make each other slow. */
  readonly startsAtOnce: number;
}

/** Clean interpreters of one engine. Who waits for one gets whichever comes first: one just started, or one given back. */
export interface Spares {
  take(): Promise<LiveInterpreter>;
  /** Makes it fresh for the next, or kills it; at once when it is busy. */
  giveBack(interpreter: LiveInterpreter, isBusy: boolean): Promise<void>;
  close(): void;
}

interface Kept {
  readonly interpreter: LiveInterpreter;
  readonly timer: NodeJS.Timeout;
}

export function createSpares({ start, most, keepMs, startsAtOnce }: SparesOptions): Spares {
  const waiting: PromiseWithResolvers<LiveInterpreter>[] = [];
  let kept: Kept[] = [];
  let starting = 0;
  let isClosed = false;

  const isWanted = () => !isClosed && (waiting.length > 0 || (keepMs > 0 && kept.length < most));
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
    while (!isClosed && starting < startsAtOnce && starting < waiting.length) {
      starting += 1;
      start()
        .then(hand, (error: unknown) => waiting.shift()?.reject(error))
        .finally(() => {
          starting -= 1;
          fill();
        });
    }
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
      waiting.push(waiter);
      fill();
      return waiter.promise;
    },
    async giveBack(interpreter, isBusy) {
      const isFresh = !isBusy && interpreter.isAlive() && isWanted() && (await interpreter.reset());
      if (isFresh) hand(interpreter);
      else interpreter.kill();
    },
    close() {
      isClosed = true;
      for (const { timer } of kept) clearTimeout(timer);
      for (const waiter of waiting.splice(0)) waiter.reject(closed());
    },
  };
}

const closed = () => new Error('The interpreters are closed.');
