import type { ToolSummary, ToolVersionSummary } from '@dtr/contracts';
import type { AgentId, Digest, ToolId } from '../domain/ids.ts';
import type { ToolOutboxEntry } from '../domain/tool/outbox-entry.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';

/**
 * `stale`: the tool is not at the expected revision, or is already there. `name-taken`, `definition-taken`: another tool of
 * the owner holds the claim. `artifact-busy`: the artifact is being removed. `conflict`: another write was in the way; try again.
 */
export type WriteOutcome = 'written' | 'stale' | 'name-taken' | 'definition-taken' | 'artifact-busy' | 'conflict';

/** Which tools a list shows. */
export type ToolListing = { readonly owner: AgentId } | { readonly shared: true };

export interface ToolListQuery {
  readonly listing: ToolListing;
  /** Only tools older than this one. */
  readonly before?: ToolId;
  readonly limit: number;
}

export interface VersionListQuery {
  readonly before?: number;
  readonly limit: number;
}

/** The catalogue. It is the truth about tools; reads by key see every write that was acknowledged before them. */
export interface ToolRepository {
  /** Also gives deleted tools: their status says so. */
  find(toolId: ToolId): Promise<ToolRecord | undefined>;
  /** The record as it was when the version was made. */
  findVersion(toolId: ToolId, version: number): Promise<ToolRecord | undefined>;
  findByName(owner: AgentId, name: string): Promise<ToolId | undefined>;
  /** The owner's tool whose latest definition has this digest. */
  findByDefinition(owner: AgentId, digest: Digest): Promise<ToolId | undefined>;
  /** The oldest shared tool whose latest definition has this digest. */
  findShared(digest: Digest): Promise<ToolId | undefined>;
  /** Newest first; fewer than `limit` means: no more. May lag behind the latest writes. */
  list(query: ToolListQuery): Promise<readonly ToolSummary[]>;
  /** Newest first; fewer than `limit` means: no more. */
  listVersions(toolId: ToolId, query: VersionListQuery): Promise<readonly ToolVersionSummary[]>;
  /** Stores tool, first version, claims, artifact reference and outbox entry: all of them or none. */
  add(record: ToolRecord, entry: ToolOutboxEntry): Promise<WriteOutcome>;
  /** Moves a tool from one revision to the next with everything that follows from it: all of it or nothing. */
  replace(change: ToolChange, entry: ToolOutboxEntry): Promise<WriteOutcome>;
}

export interface ToolChange {
  readonly before: ToolRecord;
  readonly after: ToolRecord;
}
