import type { ExecuteRequest, SandboxTier } from '@dtr/contracts';
import { tierFor, timeoutMsOf } from '../../domain/execution/execution-limits.ts';
import type { ToolSchemas } from '../../ports/tool-schemas.ts';
import type { Admission } from './admit-execution.ts';
import { checkedInput } from './checked-input.ts';

/** How a version is to be run for one request. */
export interface ExecutionPlan {
  readonly inputJson: string;
  readonly timeoutMs: number;
  readonly tier: SandboxTier;
}

/** Checks the input and settles time and tier. Throws `request.too_large` and `execution.invalid_input`. */
export async function planExecution(
  schemas: ToolSchemas,
  admission: Admission,
  request: ExecuteRequest,
): Promise<ExecutionPlan> {
  const timeoutMs = timeoutMsOf(admission.limits, request.timeoutSeconds);
  const inputJson = await checkedInput(schemas, admission.schemas, request);
  return { inputJson, timeoutMs, tier: tierFor(admission.demandedTier, timeoutMs) };
}
