/**
 * How a run ended. `succeeded`: the function returned a value that is JSON, even one that is too large to hand over.
 * `failed`: the code is at fault. `not_started`: none of the code ran, because no process could be had or because the
 * interpreter would not compile it (`refusedByRuntime`).
 */
export type RunStatus = 'succeeded' | 'failed' | 'timed_out' | 'out_of_memory' | 'not_started';

/** `none`: the function did not return. The two others say why a returned value is not handed over. */
export type OutputStatus = 'valid' | 'not_serializable' | 'too_large' | 'none';

/** A fault in the terms of the submitted code: its own lines, no paths or frames of the sandbox. */
export interface RunError {
  readonly type: string;
  readonly message: string;
  /** Line of the submitted source, counted from 1. */
  readonly line?: number;
  readonly trace?: string;
  /** RFC 6901 pointer into the returned value, when that value is at fault. */
  readonly path?: string;
}

export interface RuntimeRefusal {
  readonly message: string;
  /** Line of the submitted source, counted from 1. */
  readonly line?: number;
}

export interface RunLogs {
  readonly stdout: string;
  readonly stderr: string;
  /** True when one of the two was longer than its limit. */
  readonly truncated: boolean;
}

export interface RunResult {
  readonly status: RunStatus;
  readonly outputStatus: OutputStatus;
  /** Present exactly when `outputStatus` is `valid`. Text, because integers beyond 2^53 would not survive parsing. */
  readonly outputJson?: string;
  /** Size of the JSON text in UTF-8, also of one that was too large. */
  readonly outputBytes?: number;
  readonly error: RunError | null;
  /** What the interpreter says of code that it would not compile. Said before any of the code ran, so code cannot forge it. */
  readonly refusedByRuntime?: RuntimeRefusal;
  readonly logs: RunLogs;
  /** For example `pyodide-314.0.7`. */
  readonly engine: string;
  readonly usage: {
    /** From handing the code to a fresh interpreter until its answer. */
    readonly durationMs: number;
    /** Time spent waiting for a free interpreter before that. */
    readonly startMs: number;
  };
}
