import type { ToolId } from '../domain/ids.ts';

/** What became of tools, seen from the tool. May lag behind the latest executions by moments. */
export interface ExecutionHistory {
  /** When the last execution of any version started; `undefined` when none is kept any more. */
  findLastStartedAt(toolId: ToolId): Promise<string | undefined>;
}
