import type { ToolId } from '../ids.ts';

/** Something that others must follow. Entries of one tool or policy are in order; an entry may be read more than once. */
export type OutboxEntry = ToolOutboxEntry | PolicyOutboxEntry;

interface EntryHead {
  /** A ULID: entries sort by the instant of their making. */
  readonly entryId: string;
  readonly version: number;
  readonly digest: string;
  readonly createdAt: string;
}

export interface ToolOutboxEntry extends EntryHead {
  readonly kind:
    | 'tool.created'
    | 'tool.version_added'
    | 'tool.updated'
    | 'tool.deleted'
    | 'tool.quarantined'
    | 'tool.released';
  readonly toolId: ToolId;
  readonly revision: number;
}

/** Every tool that the policy may judge is to be judged again. */
export interface PolicyOutboxEntry extends EntryHead {
  readonly kind: 'policy.applied';
  readonly policy: string;
}
