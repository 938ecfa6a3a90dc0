import { randomBytes, randomUUID } from 'node:crypto';
import type { Log } from '../log/log.ts';
import type { ProcessGuard } from '../process/process-guard.ts';
import { StartFailure, startInstance } from './instance.ts';
import { createInstancePool, type InstancePool } from './instance-pool.ts';
import { functionError, type Invocation, type InvocationOutcome, requestBytesLimit } from './invocation.ts';
import { LambdaError } from './lambda-error.ts';
import { functionArn, type LambdaFunction } from './lambda-function.ts';

export interface InvokeResult extends InvocationOutcome {
  readonly requestId: string;
}

/** Runs functions, each in processes of its own. */
export interface LambdaService {
  /** Throws `LambdaError` when there is no such function. */
  assertKnown(name: string): void;
  /**
   * Runs a function and waits for what comes of it. Rejects with `LambdaError` when it was not run at all: no such function,
   * payload too large, too many invocations at once.
   */
  invoke(name: string, payload: Buffer): Promise<InvokeResult>;
  /** One function after another, in the order given: the first is not slowed down by the rest. */
  prewarm(): Promise<void>;
  close(): Promise<void>;
}

export interface LambdaServiceOptions {
  readonly functions: readonly LambdaFunction[];
  readonly guard: ProcessGuard;
  readonly log: Log;
}

export function createLambdaService({ functions, guard, log }: LambdaServiceOptions): LambdaService {
  const served = new Map(functions.map((definition) => [definition.name, serve(definition, guard, log)]));
  const get = (name: string) => {
    const found = served.get(name);
    if (found) return found;
    throw new LambdaError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`);
  };
  return {
    assertKnown: (name) => void get(name),
    invoke: async (name, payload) => get(name).invoke(payload),
    async prewarm() {
      for (const { pool } of served.values()) await pool.prewarm();
    },
    async close() {
      await Promise.all([...served.values()].map(({ pool }) => pool.close()));
    },
  };
}

function serve(definition: LambdaFunction, guard: ProcessGuard, log: Log) {
  const { name, shortName, scaling } = definition;
  const start = () => startInstance(definition, guard, log);
  const pool = createInstancePool({ source: shortName, scaling, start, log });
  let running = 0;
  return {
    pool,
    async invoke(payload: Buffer): Promise<InvokeResult> {
      if (payload.length > requestBytesLimit) throw new LambdaError('RequestTooLargeException', TOO_LARGE);
      if (running >= scaling.concurrency) throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.');
      running += 1;
      const requestId = randomUUID();
      try {
        return {
          requestId,
          ...(await runIn(pool, definition, { requestId, payload, functionArn: functionArn(name) })),
        };
      } finally {
        running -= 1;
      }
    },
  };
}

const TOO_LARGE = `Request must be smaller than ${requestBytesLimit} bytes for the InvokeFunction operation`;

async function runIn(
  pool: InstancePool,
  { timeoutSeconds }: LambdaFunction,
  fixed: Pick<Invocation, 'requestId' | 'payload' | 'functionArn'>,
): Promise<InvocationOutcome> {
  try {
    // The function's time starts when a process takes the event, not while it waits for one.
    return await pool.invoke(() => ({ ...fixed, deadlineMs: Date.now() + timeoutSeconds * 1000, traceId: traceId() }));
  } catch (error) {
    if (error instanceof LambdaError) throw error;
    const payload = error instanceof StartFailure ? error.payload : undefined;
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, payload: payload ?? functionError.notStarted(fixed.requestId, reason), logTail: '' };
  }
}

function traceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
