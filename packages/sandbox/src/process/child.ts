import type { ChildProcess } from 'node:child_process';
import { createFrameReader, encodeFrame, type Frame, frameTypes } from '../protocol/frames.ts';
import { type CollectedLogs, createLogCollector } from './log-collector.ts';

/** How one run in a child ended, before anything the child said is believed. */
export type ChildOutcome =
  | { readonly kind: 'answered'; readonly payload: Buffer; readonly logs: CollectedLogs }
  | { readonly kind: 'timed_out'; readonly logs: CollectedLogs }
  | { readonly kind: 'died'; readonly signal: string | null; readonly logs: CollectedLogs };

/** One hardened process with one interpreter. It serves one run at a time. */
export interface Child {
  readonly pid: number | undefined;
  /** Settles when a fresh interpreter stands ready for the next run; rejects when the process ended instead. */
  whenReady(): Promise<void>;
  /** Call only when ready. Never rejects. A child that did not answer is already killed. */
  run(request: Buffer, timeoutMs: number, logBytes: number): Promise<ChildOutcome>;
  kill(): void;
  /** Called once, when the process has ended for whatever reason. */
  onExit(listener: () => void): void;
}

interface PendingRun {
  readonly logs: ReturnType<typeof createLogCollector>;
  readonly settle: (outcome: ChildOutcome) => void;
}

/** Last words of Node kept for the message of a process that did not start. */
const lastWordsBytes = 2_048;

export function createChild(process: ChildProcess): Child {
  const exitListeners: (() => void)[] = [];
  let ready = Promise.withResolvers<void>();
  let pending: PendingRun | undefined;
  let lastWords = '';
  ready.promise.catch(() => {});

  const settle = (outcome: ChildOutcome) => {
    pending?.settle(outcome);
    pending = undefined;
  };
  const kill = () => void process.kill('SIGKILL');
  const onFrame = ({ type, payload }: Frame) => {
    if (type === frameTypes.ready) return ready.resolve();
    if (type === frameTypes.stdout) return pending?.logs.addStdout(payload);
    if (type === frameTypes.stderr) return pending?.logs.addStderr(payload);
    if (type === frameTypes.answer && pending) {
      return settle({ kind: 'answered', payload, logs: pending.logs.collect() });
    }
    kill();
  };
  const read = createFrameReader(onFrame);
  process.stdout?.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      // Only a child that no longer runs our code sends such bytes.
      kill();
    }
  });
  process.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('latin1')).slice(-lastWordsBytes);
  });
  // A write to a child that just died fails; its end is reported by `close`.
  process.stdin?.on('error', () => {});
  const ended = (signal: string | null) => {
    ready.reject(new Error(`The sandbox process ended before it was ready. ${lastWords}`.trim()));
    if (pending) settle({ kind: 'died', signal, logs: pending.logs.collect() });
    for (const listener of exitListeners.splice(0)) listener();
  };
  process.once('error', () => ended(null));
  process.once('close', (_code, signal) => ended(signal));

  return {
    pid: process.pid,
    whenReady: () => ready.promise,
    run(request, timeoutMs, logBytes) {
      ready = Promise.withResolvers<void>();
      ready.promise.catch(() => {});
      const { promise, resolve } = Promise.withResolvers<ChildOutcome>();
      const logs = createLogCollector(logBytes);
      const deadline = setTimeout(() => {
        kill();
        settle({ kind: 'timed_out', logs: logs.collect() });
      }, timeoutMs);
      pending = {
        logs,
        settle: (outcome) => {
          clearTimeout(deadline);
          resolve(outcome);
        },
      };
      process.stdin?.write(encodeFrame(frameTypes.run, request));
      return promise;
    },
    kill,
    onExit: (listener) => void exitListeners.push(listener),
  };
}
