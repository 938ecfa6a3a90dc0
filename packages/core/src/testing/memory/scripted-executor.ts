import type { ExecutorRequest } from '@dtr/contracts';
import type { ExecutorOutcome, FinishedExecution, ToolExecutor } from '../../ports/tool-executor.ts';

export interface ScriptedExecutor extends ToolExecutor {
  readonly requests: readonly ExecutorRequest[];
}

/** Runs nothing: answers what `answer` says, by default the input again, and remembers what it was asked. */
export function createScriptedExecutor(answer = echoing): ScriptedExecutor {
  const requests: ExecutorRequest[] = [];
  return {
    requests,
    async execute(request) {
      requests.push(request);
      return answer(request);
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
