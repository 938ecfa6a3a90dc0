import { setTimeout as sleep } from 'node:timers/promises';
import type { CodeInterpreterResult } from '@aws-sdk/client-bedrock-agentcore';
import type { AgentCoreConnection } from './agentcore-connection.ts';
import type { SessionProgram } from './harness/session-program.ts';

/** For a microVM that has to be made first. */
const startMs = 10_000;
const stopMs = 5_000;
/**
 * A stop has a rate of its own, and many executions that end at once exceed it. A session that lives on costs as long as it does:
 * so a stop that was throttled, which may be repeated, is asked for again after up to this many milliseconds, this often.
 */
const stopAgain = { afterMs: 500, times: 6 } as const;

export interface SessionRequest {
  readonly interpreterId: string;
  readonly name: string;
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal;
}

/** One session of the Code Interpreter. */
export interface StartedSession {
  /** The events of its results, as they come. Rejects before the first when the invocation was refused or never answered. */
  execute(program: SessionProgram, signal: AbortSignal): Promise<AsyncIterable<CodeInterpreterResult>>;
  /** Ends whatever runs in it. `false`: it could not be had, and the session lives on until its own time is over or it is swept. */
  stop(): Promise<boolean>;
}

/** When the answer is lost, the session lives on under the name that tells a sweep when it is over. */
export async function startSession(connection: AgentCoreConnection, request: SessionRequest): Promise<StartedSession> {
  const { sdk, client } = connection;
  const { interpreterId: codeInterpreterIdentifier, name, timeoutSeconds: sessionTimeoutSeconds } = request;
  const start = new sdk.StartCodeInterpreterSessionCommand({ codeInterpreterIdentifier, name, sessionTimeoutSeconds });
  const timeLimit = AbortSignal.timeout(startMs);
  const { sessionId } = await client.send(start, {
    abortSignal: request.signal ? AbortSignal.any([request.signal, timeLimit]) : timeLimit,
  });
  return {
    async execute({ language, runtime, code }, abortSignal) {
      const invoke = new sdk.InvokeCodeInterpreterCommand({
        ...{ codeInterpreterIdentifier, sessionId, name: 'executeCode' },
        arguments: { language, runtime, code },
      });
      const { stream } = await client.send(invoke, { abortSignal });
      return resultsOf(stream ?? []);
    },
    async stop() {
      const stop = new sdk.StopCodeInterpreterSessionCommand({ codeInterpreterIdentifier, sessionId });
      const timeLimit = AbortSignal.timeout(stopMs);
      for (let asked = 0; asked <= stopAgain.times; asked += 1) {
        const failure = await client.send(stop, { abortSignal: timeLimit }).then(
          () => undefined,
          (error: unknown) => ({ error }),
        );
        if (failure === undefined) return true;
        if (!(failure.error instanceof sdk.ThrottlingException) || timeLimit.aborted) return false;
        await sleep(Math.random() * stopAgain.afterMs);
      }
      return false;
    },
  };
}

async function* resultsOf(
  stream: AsyncIterable<{ readonly result?: CodeInterpreterResult | undefined }> | readonly never[],
): AsyncGenerator<CodeInterpreterResult> {
  for await (const { result } of stream) if (result) yield result;
}
