import type { ExecutorRequest } from '@dtr/contracts';
import {
  type Clock,
  type ExecuteOptions,
  type ExecutionId,
  type ExecutorOutcome,
  sandboxSessionName,
  type ToolExecutor,
} from '@dtr/core';
import type { AgentCoreConnector } from './agentcore-connection.ts';
import { type FailedAt, outcomeOfFailure } from './classify-failure.ts';
import { timedOut } from './harness/interpret-frame.ts';
import { sessionProgram } from './harness/session-program.ts';
import { interpretResults, unnamedEngine } from './interpret-results.ts';
import { readResults } from './read-results.ts';
import { type StartedSession, startSession } from './start-session.ts';

export interface AgentCoreExecutorOptions {
  readonly connect: AgentCoreConnector;
  readonly interpreterId: string;
  readonly clock: Clock;
}

/** For the way and the start of an interpreter, on top of the tool's own time. */
const marginMs = 3_500;
/** AWS advises no session below a minute; a session outlives its tool by as much when nobody stops it. */
const spareSeconds = 60;
/** A session prints its output, and less than this of it is certain to arrive whole: beyond it an output is `too_large`. */
const mostOutputBytes = 15 * 1_024 * 1_024;

/**
 * Runs a tool in a sandbox session of its own, once: tier `microvm`. The session is always stopped; where that fails, its name
 * tells a sweep when it is over. Whoever calls has taken a place in the account's rate. At the time limit and at the signal it is
 * stopped at once. `timed_out` is said only of what has certainly ended.
 */
export function createAgentCoreExecutor(options: AgentCoreExecutorOptions): ToolExecutor {
  return {
    async execute(request, executeOptions) {
      const { limits } = request;
      const outputBytes = Math.min(limits.outputBytes, mostOutputBytes);
      return execute(options, { ...request, limits: { ...limits, outputBytes } }, executeOptions);
    },
  };
}

async function execute(
  options: AgentCoreExecutorOptions,
  request: ExecutorRequest,
  { signal }: ExecuteOptions,
): Promise<ExecutorOutcome> {
  const askedAt = performance.now();
  let session: StartedSession;
  try {
    signal?.throwIfAborted();
    session = await start(options, request, signal);
  } catch (error) {
    return outcomeOfFailure(error, 'start');
  }
  return runAndStop(session, request, { askedAt, ...(signal && { signal }) });
}

async function start(
  { connect, interpreterId, clock }: AgentCoreExecutorOptions,
  { executionId, limits }: ExecutorRequest,
  signal: AbortSignal | undefined,
): Promise<StartedSession> {
  const timeoutSeconds = Math.max(spareSeconds, Math.ceil(limits.timeoutMs / 1_000) + spareSeconds);
  const endsAtEpochSeconds = Math.ceil(clock.now().getTime() / 1_000) + timeoutSeconds;
  const name = sandboxSessionName(executionId as ExecutionId, endsAtEpochSeconds);
  return startSession(await connect(), { interpreterId, name, timeoutSeconds, ...(signal && { signal }) });
}

interface Run {
  readonly askedAt: number;
  readonly signal?: AbortSignal;
}

async function runAndStop(session: StartedSession, request: ExecutorRequest, run: Run): Promise<ExecutorOutcome> {
  const ended = new AbortController();
  const cut = cutAt(request.limits.timeoutMs + marginMs, run.signal);
  try {
    const first = await Promise.race([inSession(session, request, ended.signal, run), cut.happens]);
    const isStopped = await session.stop();
    if (typeof first !== 'string') return first;
    if (first === 'aborted') return { outcome: 'unknown', reason: 'It was cut off by the caller.' };
    return isStopped
      ? stoppedAtLimit(request)
      : { outcome: 'unknown', reason: 'It could not be stopped at its time limit.' };
  } finally {
    cut.forget();
    ended.abort();
  }
}

async function inSession(
  session: StartedSession,
  request: ExecutorRequest,
  signal: AbortSignal,
  { askedAt }: Run,
): Promise<ExecutorOutcome> {
  let failedAt: FailedAt = 'invoke';
  const sentAt = performance.now();
  try {
    const stream = await session.execute(sessionProgram(request), signal);
    failedAt = 'stream';
    const results = await readResults(stream, request.limits);
    const durationMs = results.ending?.executionMs ?? performance.now() - sentAt;
    const startMs = Math.max(0, performance.now() - askedAt - durationMs);
    return interpretResults(results, request, { durationMs, startMs });
  } catch (error) {
    return outcomeOfFailure(error, failedAt);
  }
}

/** Whichever comes first. */
function cutAt(limitMs: number, signal: AbortSignal | undefined) {
  const happens = Promise.withResolvers<'time is up' | 'aborted'>();
  const abort = () => happens.resolve('aborted');
  const timer = setTimeout(() => happens.resolve('time is up'), limitMs);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  const forget = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
  return { happens: happens.promise, forget };
}

function stoppedAtLimit({ limits: { timeoutMs } }: ExecutorRequest): ExecutorOutcome {
  const logs = { stdout: '', stderr: '', truncated: false };
  const usage = { durationMs: timeoutMs, startMs: 0 };
  return { outcome: 'finished', execution: { ...timedOut(timeoutMs), logs, engine: unnamedEngine, usage } };
}
