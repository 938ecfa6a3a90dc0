import { type ExecutorRequest, limits, type ToolLimits, type ValidationSummary } from '@dtr/contracts';
import type { ExecutionId } from '../ids.ts';
import type { ToolDefinition } from '../tool/definition.ts';

export interface RunnableTool {
  readonly definition: ToolDefinition;
  readonly validation: Pick<ValidationSummary, 'entryPoint' | 'calling' | 'tier'>;
  readonly parameterNames: readonly string[];
  readonly limits: ToolLimits;
}

export interface ExecutionOrder {
  readonly executionId: ExecutionId;
  readonly inputJson: string;
  readonly timeoutMs: number;
}

/** What the executor needs to run a tool once. The caller has already lowered the time limit to what it can wait for. */
export function executorRequest(tool: RunnableTool, order: ExecutionOrder): ExecutorRequest {
  const { definition, validation, parameterNames } = tool;
  return {
    executionId: order.executionId,
    language: definition.language,
    code: definition.code,
    entryPoint: definition.entryPoint ?? validation.entryPoint ?? '',
    calling: validation.calling ?? 'object',
    parameterNames,
    inputJson: order.inputJson,
    limits: {
      timeoutMs: order.timeoutMs,
      memoryMb: tool.limits.memoryMb,
      outputBytes: limits.outputBytes,
      logBytes: limits.logBytes,
    },
  };
}
