import type { ToolRegistration } from '@dtr/contracts';
import type { AgentId, ToolId } from '../../domain/ids.ts';
import type { DraftParts } from '../../domain/tool/draft-parts.ts';
import type { ToolOutboxEntry } from '../../domain/tool/outbox-entry.ts';
import { withQuarantinedVersion } from '../../domain/tool/quarantine.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { Approval } from './approve-draft.ts';

export interface FirstVersion {
  readonly toolId: ToolId;
  readonly owner: AgentId;
  readonly now: Date;
  readonly registration: ToolRegistration;
}

export function firstRecord(
  parts: DraftParts,
  approval: Approval,
  { toolId, owner, now, registration }: FirstVersion,
): ToolRecord {
  const at = now.toISOString();
  return {
    ...parts.metadata,
    ...approval,
    toolId,
    owner,
    revision: 1,
    version: 1,
    digest: parts.digest,
    language: parts.definition.language,
    status: 'active',
    createdAt: at,
    updatedAt: at,
    registration,
  };
}

/** The next revision with a new definition, hence a new version. What it was registered as is out of date. */
export function nextVersion(
  before: ToolRecord,
  parts: DraftParts,
  approval: Approval,
  { now, registration }: Pick<FirstVersion, 'now' | 'registration'>,
): ToolRecord {
  const { toolId, owner, createdAt } = before;
  return {
    ...firstRecord(parts, approval, { toolId, owner, now, registration }),
    revision: before.revision + 1,
    version: before.version + 1,
    createdAt,
    ...olderQuarantines(before),
  };
}

/** What was quarantined stays so as an older version. */
function olderQuarantines({ version, quarantine, quarantinedVersions = [] }: ToolRecord) {
  const groups = quarantine ? withQuarantinedVersion(quarantinedVersions, version, quarantine) : quarantinedVersions;
  return groups.length > 0 && { quarantinedVersions: groups };
}

/** The next revision with the same definition: metadata that the draft leaves out goes back to its default. */
export function nextMetadata(before: ToolRecord, { metadata }: DraftParts, now: Date): ToolRecord {
  const { title: _title, ...kept } = before;
  return { ...kept, ...metadata, revision: before.revision + 1, updatedAt: now.toISOString() };
}

/** What stays of a deleted tool, for audit. */
export function tombstone(before: ToolRecord, now: Date): ToolRecord {
  return { ...before, status: 'deleted', revision: before.revision + 1, updatedAt: now.toISOString() };
}

export function outboxEntry(
  kind: ToolOutboxEntry['kind'],
  { toolId, version, revision, digest, updatedAt }: ToolRecord,
  entryId: string,
): ToolOutboxEntry {
  return { entryId, kind, toolId, version, revision, digest, createdAt: updatedAt };
}
