import type { Digest } from '../../domain/ids.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { LeaveTrail } from './trail.ts';

/** By its owner. Comes before the write: a change without a trail is worse than a trail of one that another write overtook. */
export async function leaveToolChange(
  leaveTrail: LeaveTrail,
  kind: 'tool.created' | 'tool.updated' | 'tool.deleted',
  { toolId, owner, digest, version, revision, visibility, validation }: ToolRecord,
): Promise<void> {
  const policy = { name: validation.policy.name, digest: validation.policy.digest as Digest };
  await leaveTrail({ kind, actor: owner, toolId, digest, policy, details: { version, revision, visibility } });
}
