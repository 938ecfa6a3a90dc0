import type { ExecuteRequest } from '@dtr/contracts';
import type { ExecutionAnswer } from '../domain/execution/execution-answer.ts';
import type { AgentId } from '../domain/ids.ts';
import type { ExecuteTool } from '../use-cases/execute-tool.ts';
import type { Attempt } from '../use-cases/with-idempotency.ts';

/** Executes for callers that expect an answer and no job. */
export function answering(executeTool: ExecuteTool) {
  return async function execute(
    caller: AgentId,
    toolId: string,
    request: ExecuteRequest,
    attempt?: Attempt,
  ): Promise<ExecutionAnswer> {
    const executed = await executeTool(caller, toolId, request, attempt && { attempt });
    if (executed.kind === 'job') throw new Error(`Job ${executed.job.jobId} was made of an execution that is short.`);
    return executed.answer;
  };
}
