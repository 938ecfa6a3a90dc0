import type { ExecutorRequest, SandboxTier } from '@dtr/contracts';
import type { ExecuteOptions, ExecutorOutcome, FinishedExecution, ToolExecutor } from '../../ports/tool-executor.ts';

export interface ScriptedExecutor extends ToolExecutor {
  readonly requests: readonly ExecutorRequest[];
  /** Where each request was to run. */
  readonly tiers: readonly SandboxTier[];
}

type Script = (request: ExecutorRequest, options: ExecuteOptions) => ExecutorOutcome | Promise<ExecutorOutcome>;

/** Runs nothing: answers what `answer` says, by default the input again, and remembers what it was asked. */
export function createScriptedExecutor(answer: Script = echoing): ScriptedExecutor {
  const requests: ExecutorRequest[] = [];
  const tiers: SandboxTier[] = [];
  return {
    requests,
    tiers,
    async execute(request, options) {
      requests.push(request);
      tiers.push(options.tier);
      return answer(request, options);
    },
  };
}

function echoing({ inputJson }: ExecutorRequest): ExecutorOutcome {
  return finishedWith({ outputJson: inputJson });
}

/** An execution that succeeded, but for what is said otherwise. Without `outputJson` there is no output. */
export function finishedWith(execution: Partial<FinishedExecution>): ExecutorOutcome {
  return {
    outcome: 'finished',
    execution: {
      status: 'succeeded',
      outputStatus: execution.outputJson === undefined ? 'none' : 'valid',
      error: null,
      logs: { stdout: '', stderr: '', truncated: false },
      engine: 'scripted-1',
      usage: { durationMs: 1, startMs: 1 },
      ...execution,
    },
  };
}
