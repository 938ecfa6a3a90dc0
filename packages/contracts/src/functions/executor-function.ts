import type { ExecutionError, ExecutionLogs } from '../execution.ts';
import type { Language } from '../tool-draft.ts';
import type { CallingConvention } from '../validation-report.ts';

/** Payload of the `executor` function: one execution in the `wasm` tier. */
export interface ExecutorRequest {
  readonly executionId: string;
  readonly language: Language;
  readonly code: string;
  readonly entryPoint: string;
  readonly calling: CallingConvention;
  /** Property names in the order of the entry point's parameters; needed for `named` calling in JavaScript and TypeScript. */
  readonly parameterNames: readonly string[];
  /** The input object as JSON text, so that integers beyond 2^53 arrive as they were sent. */
  readonly inputJson: string;
  readonly limits: {
    readonly timeoutMs: number;
    readonly memoryMb: number;
    /** Longest JSON text of an output that is returned at all. */
    readonly outputBytes: number;
    /** For stdout and stderr each. */
    readonly logBytes: number;
  };
}

/** The output as JSON text: plain, or gzip in base64 when it is long. */
export type OutputText = { readonly json: string } | { readonly gzipBase64: string; readonly jsonBytes: number };

/** Answer of the `executor` function. It does not know the tool's `returns` schema: that check follows. */
export interface ExecutorResponse {
  readonly status: 'succeeded' | 'failed' | 'timed_out' | 'out_of_memory' | 'not_started';
  /** `valid` means: it is JSON and within `outputBytes`. `none`: the function did not return. */
  readonly outputStatus: 'valid' | 'not_serializable' | 'too_large' | 'none';
  /** Present exactly when `outputStatus` is `valid`. */
  readonly output?: OutputText;
  /** Size of the JSON text, also of one that was too large to return. */
  readonly outputBytes?: number;
  readonly error: ExecutionError | null;
  /**
   * Present when the interpreter would not compile the very code it was given: none of it has run, and `status` is
   * `not_started`. The validator accepted that code, so the two disagree. An exception of the code itself never counts.
   */
  readonly refusedByRuntime?: RuntimeRefusal;
  readonly logs: ExecutionLogs;
  /** For example `pyodide-314.0.7` or `quickjs-emscripten-0.32.0`. */
  readonly engine: string;
  readonly usage: { readonly durationMs: number; readonly startMs: number };
}

/** What an interpreter says of code that it would not compile. */
export interface RuntimeRefusal {
  readonly message: string;
  readonly line?: number;
}
