import { type EngineName, engines } from '../engines.ts';
import { createChild } from '../process/child.ts';
import { probeIsolation } from '../process/isolation.ts';
import { spawnChild } from '../process/spawn-child.ts';
import { createLiveInterpreter, type LiveInterpreter } from './live-interpreter.ts';

export { type Execution, FileFaultError, type LiveInterpreter, type LiveLimits } from './live-interpreter.ts';

export interface LiveInterpretersOptions {
  /** Where `prepareAssets` has put the interpreters. */
  readonly assetsDir: string;
  /** How many clean processes of one engine are kept for the next session, and for how long. Default 2, one minute. */
  readonly spares?: number;
  readonly spareMs?: number;
}

/** Interpreters for sessions: each keeps its state until it is given back. */
export interface LiveInterpreters {
  /** One that nobody has used, or that has been made fresh. Rejects, with the reason, when no process can be started. */
  open(engine: EngineName): Promise<LiveInterpreter>;
  /** Ends the use of one: it is made fresh and kept for a while, or killed; at once when it is busy. */
  giveBack(engine: EngineName, interpreter: LiveInterpreter, isBusy: boolean): Promise<void>;
  /** Processes that exist, spares among them. */
  count(): number;
  /** Ends all processes. */
  close(): Promise<void>;
}

interface Spare {
  readonly interpreter: LiveInterpreter;
  readonly timer: NodeJS.Timeout;
}

/** Starts nothing until the first is opened, and keeps nothing a while after the last was given back. */
export function createLiveInterpreters({
  assetsDir,
  spares: most = 2,
  spareMs = 60_000,
}: LiveInterpretersOptions): LiveInterpreters {
  const spares: Record<EngineName, Spare[]> = { python: [], javascript: [] };
  const running = new Map<LiveInterpreter, Promise<void>>();
  let isClosed = false;

  const start = async (engine: EngineName): Promise<LiveInterpreter> => {
    const child = createChild(spawnChild(engines[engine], assetsDir, await probeIsolation(), 'live.mjs'));
    const interpreter = createLiveInterpreter(child);
    running.set(interpreter, new Promise((resolve) => child.onExit(resolve)));
    child.onExit(() => running.delete(interpreter));
    if (isClosed) interpreter.kill();
    await child.whenReady();
    return interpreter;
  };
  const takeSpare = (engine: EngineName): LiveInterpreter | undefined => {
    for (let spare = spares[engine].pop(); spare; spare = spares[engine].pop()) {
      clearTimeout(spare.timer);
      if (spare.interpreter.isAlive()) return spare.interpreter;
    }
    return undefined;
  };
  const keep = (engine: EngineName, interpreter: LiveInterpreter) => {
    const drop = () => {
      spares[engine] = spares[engine].filter((spare) => spare.interpreter !== interpreter);
      interpreter.kill();
    };
    spares[engine].push({ interpreter, timer: setTimeout(drop, spareMs).unref() });
  };
  const hasRoom = (engine: EngineName) => !isClosed && spareMs > 0 && spares[engine].length < most;

  return {
    async open(engine) {
      if (isClosed) throw new Error('The interpreters are closed.');
      return takeSpare(engine) ?? start(engine);
    },
    async giveBack(engine, interpreter, isBusy) {
      const isFresh = !isBusy && interpreter.isAlive() && hasRoom(engine) && (await interpreter.reset());
      if (isFresh && hasRoom(engine)) keep(engine, interpreter);
      else interpreter.kill();
    },
    count: () => running.size,
    async close() {
      isClosed = true;
      for (const { timer } of [...spares.python, ...spares.javascript]) clearTimeout(timer);
      for (const interpreter of running.keys()) interpreter.kill();
      await Promise.all(running.values());
    },
  };
}
