import type { AgentId, ExecutionRecord, ToolId } from '@dtr/core';
import { epochSeconds, toKeptAttributes, toKeptText } from './kept-text-item.ts';
import { executionKey, runListing } from './keys.ts';
import { expiryAttribute } from './table-definition.ts';

export function toExecutionItem({ executionId, caller, toolId, startedAt, expiresAt, body }: ExecutionRecord) {
  return {
    ...executionKey(executionId),
    gsi2pk: runListing(toolId),
    gsi2sk: startedAt,
    caller,
    toolId,
    startedAt,
    expiresAt,
    ...toKeptAttributes(body),
    [expiryAttribute]: epochSeconds(expiresAt),
  };
}

export function toExecution(
  executionId: ExecutionRecord['executionId'],
  item: Readonly<Record<string, unknown>>,
): ExecutionRecord {
  const body = toKeptText(item);
  if (body === undefined) throw new Error(`The item of execution ${executionId} has no body.`);
  return {
    executionId,
    caller: item.caller as AgentId,
    toolId: item.toolId as ToolId,
    startedAt: String(item.startedAt),
    expiresAt: String(item.expiresAt),
    body,
  };
}
