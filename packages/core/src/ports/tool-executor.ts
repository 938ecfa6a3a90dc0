import type { ExecutorRequest, ExecutorResponse, RuntimeRefusal } from '@dtr/contracts';

/** What a sandbox reported about code that did start, with the output's JSON text unpacked. */
export type FinishedExecution = Omit<ExecutorResponse, 'output' | 'status' | 'refusedByRuntime'> & {
  readonly status: Exclude<ExecutorResponse['status'], 'not_started'>;
  readonly outputJson?: string;
};

/**
 * `not-started`: the code has certainly not run; `refusedByRuntime` is there when that is the code's own fault, since its
 * interpreter does not compile it. `unknown`: it was handed over and nothing more was heard.
 * `reason` is for logs.
 */
export type ExecutorOutcome =
  | { readonly outcome: 'finished'; readonly execution: FinishedExecution }
  | { readonly outcome: 'not-started'; readonly reason: string; readonly refusedByRuntime?: RuntimeRefusal }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** Runs code in a sandbox, once: it never tries again by itself. */
export interface ToolExecutor {
  execute(request: ExecutorRequest): Promise<ExecutorOutcome>;
}
