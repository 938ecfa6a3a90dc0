import type { AgentId, ExecutionId, ToolId } from '../domain/ids.ts';
import type { KeptText } from '../domain/json/kept-text.ts';

/** The outcome of an execution, as its caller may read it until `expiresAt`. */
export interface ExecutionRecord {
  readonly executionId: ExecutionId;
  readonly caller: AgentId;
  /** What was executed, and when it started: so that a tool's last execution can be found (`ExecutionHistory`). */
  readonly toolId: ToolId;
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly body: KeptText;
}

export interface ExecutionRepository {
  /** Overwrites: an outcome that was unknown may become known. */
  put(record: ExecutionRecord): Promise<void>;
  /** May still give a record that has expired. */
  find(executionId: ExecutionId): Promise<ExecutionRecord | undefined>;
}
