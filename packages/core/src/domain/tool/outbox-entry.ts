import type { ToolId } from '../ids.ts';

/** Something that others must follow. Entries of one tool are in order; an entry may be read more than once. */
export interface OutboxEntry {
  /** A ULID: entries sort by the instant of their making. */
  readonly entryId: string;
  readonly kind: 'tool.created' | 'tool.version_added' | 'tool.updated' | 'tool.deleted';
  readonly toolId: ToolId;
  readonly version: number;
  readonly revision: number;
  readonly digest: string;
  readonly createdAt: string;
}
