import type { ExecutorRequest, ExecutorResponse, RuntimeRefusal, SandboxTier } from '@dtr/contracts';

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
  | {
      readonly outcome: 'not-started';
      readonly reason: string;
      readonly refusedByRuntime?: RuntimeRefusal;
      /** The account's rate of sandbox calls is used up for the moment. */
      readonly isRateLimited?: boolean;
      /** This deployment has no such tier: waiting does not help. */
      readonly isUnavailable?: boolean;
    }
  | { readonly outcome: 'unknown'; readonly reason: string };

export interface ExecuteOptions {
  /** Where the code runs; never in a weaker tier than this. */
  readonly tier: SandboxTier;
  /** Stops the code where that is possible, and gives up on its outcome at any rate. */
  readonly signal?: AbortSignal;
}

/**
 * Runs code in a sandbox, once: it never tries again by itself. Does not reject for what may go wrong on the way. Whoever calls has
 * taken a place in the tier's rate (`steps/take-turn.ts`) and has written down that the code is handed over.
 */
export interface ToolExecutor {
  execute(request: ExecutorRequest, options: ExecuteOptions): Promise<ExecutorOutcome>;
}
