import type { Json, JsonObject } from './json.ts';
import type { SandboxTier } from './validation-report.ts';

/** `POST /tools/{toolId}/execute` body. */
export interface ExecuteRequest {
  readonly input: JsonObject;
  readonly version?: number;
  readonly timeoutSeconds?: number;
}

export type ExecutionStatus = 'succeeded' | 'failed' | 'timed_out' | 'out_of_memory' | 'not_started' | 'unknown';
export type OutputStatus = 'valid' | 'schema_mismatch' | 'not_serializable' | 'too_large' | 'none';

/** An error in the tool's own terms. `path` (RFC 6901) points into the output when the output is at fault. */
export interface ExecutionError {
  readonly type: string;
  readonly message: string;
  readonly line?: number;
  readonly trace?: string;
  readonly path?: string;
}

export interface ExecutionLogs {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

/** The whole output when it is too large to stand in the answer. The link works for one hour. */
export interface OutputLink {
  readonly url: string;
  readonly bytes: number;
  readonly expiresAt: string;
}

/** The outcome of one execution. Kept 30 days for its caller. */
export interface ExecutionResult {
  readonly executionId: string;
  readonly toolId: string;
  readonly version: number;
  readonly digest: string;
  readonly status: ExecutionStatus;
  readonly output: Json;
  readonly outputStatus: OutputStatus;
  readonly outputLink?: OutputLink;
  readonly error: ExecutionError | null;
  readonly logs: ExecutionLogs;
  readonly sandbox: { readonly tier: SandboxTier; readonly engine: string };
  readonly usage: { readonly durationMs: number; readonly startMs: number };
  readonly startedAt: string;
  readonly finishedAt: string;
}
