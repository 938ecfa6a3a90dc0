import type { ExecutionAnswer } from '../domain/execution/execution-answer.ts';
import { type AgentId, parseExecutionId } from '../domain/ids.ts';
import { executionNotFound } from './steps/execution-errors.ts';
import { type ExecutionRecordDeps, recallExecution } from './steps/execution-records.ts';

export type GetExecution = ReturnType<typeof makeGetExecution>;

/** The outcome of an execution again, for its caller alone, for 30 days, also after the tool was deleted. */
export function makeGetExecution(deps: ExecutionRecordDeps) {
  return async function getExecution(caller: AgentId, executionId: string): Promise<ExecutionAnswer> {
    const id = parseExecutionId(executionId);
    const answer = id && (await recallExecution(deps, caller, id));
    if (answer === undefined) throw executionNotFound();
    return answer;
  };
}
