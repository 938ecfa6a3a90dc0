import type { ExecutionAnswer } from '../../domain/execution/execution-answer.ts';
import type { ExecutionId, ToolId } from '../../domain/ids.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import { outcomeStaysUnknown } from './execution-errors.ts';
import { findRunVersion, mayRunAgain } from './lost-execution.ts';

/** Throws `execution.outcome_unknown` for code that was given away, was not heard of again, and must not run twice. */
export async function requireRepeatable(tools: ToolRepository, execution: ExecutionAnswer): Promise<void> {
  const { executionId, toolId, version, sandbox } = execution;
  const run = await findRunVersion(tools, { toolId: toolId as ToolId, version });
  if (run && mayRunAgain(sandbox.tier, run)) return;
  throw outcomeStaysUnknown(executionId as ExecutionId);
}
