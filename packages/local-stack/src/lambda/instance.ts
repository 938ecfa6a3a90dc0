import { setImmediate as nextTurn } from 'node:timers/promises';
import { logFunctionLine } from '../log/function-line.ts';
import type { Log } from '../log/log.ts';
import type { Exit } from '../process/contained-process.ts';
import { onLines } from '../process/lines.ts';
import type { ProcessGuard } from '../process/process-guard.ts';
import { startFunctionProcess } from './function-process.ts';
import { functionError, type Invocation, type InvocationOutcome } from './invocation.ts';
import type { LambdaFunction } from './lambda-function.ts';
import { createLogTail } from './log-tail.ts';
import { startRuntimeServer } from './runtime-server.ts';

/** The start of a function is given this long at least; AWS gives ten seconds, then once more the function's own time. */
const START_MS = 10_000;

/** One process serving a function, one event at a time. */
export interface Instance {
  /** Serves the event. Never rejects: what goes wrong is an outcome. Only while the instance is ready. */
  invoke(invocation: Invocation): Promise<InvocationOutcome>;
  /** Resolves when the process asks for its next event; a little after the answer to the one before. Rejects when it ends. */
  ready(): Promise<void>;
  /** Resolves when the process is gone, for whatever reason. */
  readonly exited: Promise<Exit>;
  stop(): Promise<void>;
}

/** A function that could not be started: the error document, and what it printed. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  readonly payload: Buffer | undefined;

  constructor(reason: string, payload?: Buffer) {
    super(reason);
    this.payload = payload;
  }
}

type Ended = { readonly ok: boolean; readonly payload: Buffer };

/** Starts a process and waits until it asks for its first event. Rejects with `StartFailure`. */
export async function startInstance(definition: LambdaFunction, guard: ProcessGuard, log: Log): Promise<Instance> {
  const tail = createLogTail();
  let settle: ((ended: Ended) => void) | undefined;
  let currentId: string | undefined;
  let asked = deferred();
  const server = await startRuntimeServer({
    onNext: () => asked.resolve(),
    onInitError: (payload) => asked.reject(new StartFailure('The function failed while it was loaded.', payload)),
    onAnswer(requestId, ok, payload) {
      if (requestId !== currentId) return;
      settle?.(payload === 'too-large' ? { ok: false, payload: functionError.responseTooLarge() } : { ok, payload });
    },
  });
  const child = startFunctionProcess(definition, server.address, guard);
  for (const stream of [child.stdout, child.stderr]) {
    onLines(stream, (line) => {
      tail.add(line);
      logFunctionLine(log, definition.shortName, line);
    });
  }
  const exited = child.exited.finally(() => server.close());
  exited.then((exit) => {
    asked.reject(new StartFailure(`The process ended ${exitText(exit)} before it asked for an event.`));
    settle?.({ ok: false, payload: functionError.exited(currentId ?? '', exitText(exit)) });
  });
  await within(asked.promise, Math.max(START_MS, definition.timeoutSeconds * 1000)).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });

  return {
    exited,
    ready: () => asked.promise,
    async invoke(invocation) {
      const ended = Promise.withResolvers<Ended>();
      asked = deferred();
      currentId = invocation.requestId;
      settle = ended.resolve;
      const timer = setTimeout(() => {
        ended.resolve({ ok: false, payload: functionError.timedOut(invocation.requestId, definition.timeoutSeconds) });
        child.kill('SIGKILL');
      }, invocation.deadlineMs - Date.now());
      server.offer(invocation);
      const result = await ended.promise;
      clearTimeout(timer);
      settle = undefined;
      // What was printed before the answer is in the pipe already: one turn of the event loop reads it.
      await nextTurn();
      return { ...result, logTail: tail.take() };
    },
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** A promise that may be rejected while nobody waits for it. */
function deferred() {
  const made = Promise.withResolvers<void>();
  made.promise.catch(() => undefined);
  return made;
}

const exitText = ({ code, signal }: Exit) =>
  signal
    ? `with error: signal: ${signal}`
    : code === 0
      ? 'without providing a reason'
      : `with error: exit status ${code}`;

async function within(promise: Promise<void>, ms: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new StartFailure(`The function was not loaded within ${ms} ms.`)), ms);
  await Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
