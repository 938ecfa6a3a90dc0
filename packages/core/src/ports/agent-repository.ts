import type { AgentRecord } from '../domain/agent/agent-record.ts';
import type { KeyReader } from './key-reader.ts';

export interface AgentListQuery {
  /** Only names after this one. */
  readonly after?: string;
  readonly limit: number;
}

/** Agents that come with keys. Reads see every write that was acknowledged before them. */
export interface AgentRepository extends KeyReader {
  find(name: string): Promise<AgentRecord | undefined>;
  /** In order of name; fewer than `limit` means: no more. */
  list(query: AgentListQuery): Promise<readonly AgentRecord[]>;
  /**
   * The agent with a record of each of its keys: all of it or nothing. Revision 1 is for a name that nobody has, any other one for an
   * agent at the revision before it; else `stale`. `key-taken`: another agent has a key of this id. Keys that the record no longer
   * lists stay as they are.
   */
  put(record: AgentRecord): Promise<'written' | 'stale' | 'key-taken'>;
}
