import type { AgentId, Digest } from '../../domain/ids.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import { countsByRule } from './give-verdict.ts';
import type { LeaveTrail } from './trail.ts';

/** By whom a tool is put under quarantine or released: its owner's change, or the system. */
type Actor = AgentId | 'system';

export async function leaveQuarantine(leaveTrail: LeaveTrail, record: ToolRecord, actor: Actor): Promise<void> {
  const { toolId, digest, version, quarantine, quarantinedVersions = [] } = record;
  const newest = quarantine ?? quarantinedVersions.at(-1);
  const policy = newest?.policy && { name: newest.policy.name, digest: newest.policy.digest as Digest };
  await leaveTrail({
    kind: 'tool.quarantined',
    actor,
    toolId,
    digest,
    ...(policy && { policy }),
    details: { version, ...olderVersions(record), rules: countsByRule(quarantine?.violations ?? []) },
  });
}

export async function leaveRelease(leaveTrail: LeaveTrail, record: ToolRecord, actor: Actor): Promise<void> {
  const { toolId, digest, version, validation } = record;
  const policy = { name: validation.policy.name, digest: validation.policy.digest as Digest };
  await leaveTrail({
    kind: 'tool.released',
    actor,
    toolId,
    digest,
    policy,
    details: { version, ...olderVersions(record) },
  });
}

/** How many older versions may not be executed, while the latest one may or may not. */
function olderVersions({ quarantinedVersions = [] }: ToolRecord) {
  return { olderVersions: quarantinedVersions.reduce((sum, { versions }) => sum + versions.length, 0) };
}
