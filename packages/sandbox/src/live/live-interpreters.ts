import { availableParallelism, totalmem } from 'node:os';
import { type EngineName, engines } from '../engines.ts';
import { createChild } from '../process/child.ts';
import { probeIsolation } from '../process/isolation.ts';
import { spawnChild } from '../process/spawn-child.ts';
import { createLiveInterpreter, type LiveInterpreter } from './live-interpreter.ts';
import { createSpares, type Spares } from './spare-interpreters.ts';

export { type Execution, FileFaultError, type LiveInterpreter, type LiveLimits } from './live-interpreter.ts';
export { NoInterpreterError } from './spare-interpreters.ts';

export interface LiveInterpretersOptions {
  /** Where `prepareAssets` has put the interpreters. */
  readonly assetsDir: string;
  /**
   * How long a clean process is kept for the next session. Default 15 s. There are only as many as were in use at once: ending
   * some of them sooner would have the next sessions start them again.
   */
  readonly spareMs?: number;
  /** How many processes may exist at once. By default as many as fit into an eighth of the machine's memory, at most 12. */
  readonly most?: number;
  /** How long to wait for one when all are in use. Default 10 s. */
  readonly waitMs?: number;
}

/** What a Python process takes; one of JavaScript takes a third of it. */
const processBytes = 280 * 1_024 * 1_024;
const affordable = () => Math.max(2, Math.min(12, Math.floor(totalmem() / 8 / processBytes)));

/** Interpreters for sessions: each keeps its state until it is given back. */
export interface LiveInterpreters {
  /**
   * One that nobody has used, or that has been made fresh. Rejects with `NoInterpreterError` when all are in use for too long, and
   * with the reason when no process can be started.
   */
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
  spareMs: keepMs = 15_000,
  most = affordable(),
  waitMs = 10_000,
}: LiveInterpretersOptions): LiveInterpreters {
  const running = new Map<LiveInterpreter, Promise<void>>();
  let processes = 0;
  let isClosed = false;

  const ended = () => {
    processes -= 1;
    spares.python.refill();
    spares.javascript.refill();
  };
  const start = async (engine: EngineName): Promise<LiveInterpreter> => {
    processes += 1;
    const child = createChild(spawnChild(engines[engine], assetsDir, await probeIsolation(), 'live.mjs'));
    const interpreter = createLiveInterpreter(child);
    running.set(interpreter, new Promise((resolve) => child.onExit(resolve)));
    child.onExit(() => {
      running.delete(interpreter);
      ended();
    });
    if (isClosed) interpreter.kill();
    await child.whenReady();
    return interpreter;
  };
  /** What one engine keeps makes room for the other, once it has ended. */
  const mayStart = (other: EngineName) => {
    if (processes >= most) spares[other].dropOne();
    return processes < most;
  };
  const sparesOf = (engine: EngineName, other: EngineName): Spares =>
    createSpares({
      ...{ start: () => start(engine), mayStart: () => mayStart(other) },
      ...{ keepMs, waitMs, startsAtOnce: availableParallelism() },
    });
  const spares: Readonly<Record<EngineName, Spares>> = {
    python: sparesOf('python', 'javascript'),
    javascript: sparesOf('javascript', 'python'),
  };

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
