import { type EngineName, engineOf, engines } from './engines.ts';
import { interpretOutcome } from './interpret-outcome.ts';
import { createChild } from './process/child.ts';
import { type Isolation, probeIsolation } from './process/isolation.ts';
import { createPool, type Pool } from './process/pool.ts';
import { spawnChild } from './process/spawn-child.ts';
import { checkRequest, type Language, type RunRequest } from './run-request.ts';
import type { RunResult } from './run-result.ts';

export interface SandboxOptions {
  /** Where `prepareAssets` has put the interpreters. Read-only is enough. */
  readonly assetsDir: string;
  /** How many runs of one engine may go on at the same time, each in a process of its own. Default 1. */
  readonly concurrency?: number;
  /** How long after the loss of a process one more than needed is kept ready. Default one minute. */
  readonly spareMs?: number;
}

export interface Sandbox {
  /**
   * Calls one function of untrusted code in a fresh interpreter. Rejects only on a request that no engine could run;
   * whatever the code does is a result. A run is never repeated.
   */
  run(request: RunRequest): Promise<RunResult>;
  /** Starts the engine ahead of the first run. Rejects, with the reason, when its process cannot be started. */
  warm(language: Language): Promise<void>;
  /** What the operating system adds around the processes on this machine. */
  isolation(): Promise<Isolation>;
  /** Ends all processes; runs still going on end as `failed`. */
  close(): Promise<void>;
}

/** Starts nothing yet: the first `warm` or `run` of an engine does. */
export function createSandbox({ assetsDir, concurrency = 1, spareMs = 60_000 }: SandboxOptions): Sandbox {
  const pools = new Map<EngineName, Promise<Pool>>();
  const poolOf = (name: EngineName): Promise<Pool> => {
    const pool = pools.get(name) ?? openPool(name);
    pools.set(name, pool);
    return pool;
  };
  const openPool = async (name: EngineName) => {
    const isolation = await probeIsolation();
    const spawn = () => createChild(spawnChild(engines[name], assetsDir, isolation));
    return createPool({ concurrency, spareMs, spawn });
  };

  return {
    async run(request) {
      checkRequest(request);
      const { name, label } = engineOf(request.language);
      return runIn(await poolOf(name), label, request);
    },
    async warm(language) {
      const pool = await poolOf(engineOf(language).name);
      await pool.warm();
    },
    isolation: probeIsolation,
    async close() {
      await Promise.all([...pools.values()].map(async (pool) => (await pool).close()));
    },
  };
}

async function runIn(pool: Pool, engine: string, request: RunRequest): Promise<RunResult> {
  const askedAt = performance.now();
  const { limits } = request;
  const child = await pool.borrow().catch((error: Error) => error);
  const startedAt = performance.now();
  const startMs = Math.round(startedAt - askedAt);
  if (child instanceof Error) return notStarted(engine, startMs);

  const outcome = await child.run(Buffer.from(JSON.stringify(request)), limits.timeoutMs, limits.logBytes);
  const { isReusable, durationMs = performance.now() - startedAt, ...result } = interpretOutcome(outcome, limits);
  if (isReusable) pool.giveBack(child);
  else pool.discard(child);
  return { ...result, logs: outcome.logs, engine, usage: { durationMs: Math.ceil(durationMs), startMs } };
}

/** Why is told by `warm`, to whoever operates the sandbox; it is full of paths. */
function notStarted(engine: string, startMs: number): RunResult {
  return {
    status: 'not_started',
    outputStatus: 'none',
    error: { type: 'NotStarted', message: 'No sandbox process could be had. None of the code was run.' },
    logs: { stdout: '', stderr: '', truncated: false },
    engine,
    usage: { durationMs: 0, startMs },
  };
}
