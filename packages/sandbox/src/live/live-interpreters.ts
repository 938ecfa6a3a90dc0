import { availableParallelism } from 'node:os';
import { type EngineName, engines } from '../engines.ts';
import { createChild } from '../process/child.ts';
import { probeIsolation } from '../process/isolation.ts';
import { spawnChild } from '../process/spawn-child.ts';
import { createLiveInterpreter, type LiveInterpreter } from './live-interpreter.ts';
import { createSpares } from './spare-interpreters.ts';

export { type Execution, FileFaultError, type LiveInterpreter, type LiveLimits } from './live-interpreter.ts';

export interface LiveInterpretersOptions {
  /** Where `prepareAssets` has put the interpreters. */
  readonly assetsDir: string;
  /** How many clean processes of one engine are kept for the next session, and for how long. Default 4, one minute. */
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

/** Starts nothing until the first is opened, and keeps nothing a while after the last was given back. */
export function createLiveInterpreters({
  assetsDir,
  spares: most = 4,
  spareMs: keepMs = 60_000,
}: LiveInterpretersOptions): LiveInterpreters {
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
  const sparesOf = (engine: EngineName) =>
    createSpares({ start: () => start(engine), most, keepMs, startsAtOnce: availableParallelism() });
  const spares = { python: sparesOf('python'), javascript: sparesOf('javascript') };

  return {
    open: (engine) => spares[engine].take(),
    giveBack: (engine, interpreter, isBusy) => spares[engine].giveBack(interpreter, isBusy),
    count: () => running.size,
    async close() {
      isClosed = true;
      spares.python.close();
      spares.javascript.close();
      for (const interpreter of running.keys()) interpreter.kill();
      await Promise.all(running.values());
    },
  };
}
