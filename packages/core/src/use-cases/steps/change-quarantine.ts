import type { ToolId } from '../../domain/ids.ts';
import { toolConflict } from '../../domain/tool/refusals.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { UlidSource } from '../../domain/ulid.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import { leaveQuarantine, leaveRelease } from './leave-quarantine.ts';
import { outboxEntry } from './tool-records.ts';
import type { LeaveTrail } from './trail.ts';

/** Each lost race means that an owner or another worker changed the tool meanwhile. */
const attempts = 5;

export interface ChangeQuarantineDeps {
  readonly tools: ToolRepository;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
  readonly leaveTrail: LeaveTrail;
}

/** What a tool's quarantine should be, from what it is; the same record when it is right as it is. */
type Decide = (record: ToolRecord) => Promise<ToolRecord> | ToolRecord;

export type QuarantineChange = 'quarantined' | 'released' | 'unchanged';

/**
 * Quarantines or releases a tool or some of its versions, and announces it. The trail comes first: a quarantine without one is worse than
 * a trail of one that an owner's change overtook. Decides again whenever another write was faster.
 */
export function makeChangeQuarantine({ tools, clock, newUlid, leaveTrail }: ChangeQuarantineDeps) {
  return async function changeQuarantine(toolId: ToolId, decide: Decide): Promise<QuarantineChange> {
    let left: QuarantineChange | undefined;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = await tools.find(toolId);
      if (before === undefined || before.status === 'deleted') return 'unchanged';
      const decided = await decide(before);
      if (decided === before) return 'unchanged';
      const after = { ...decided, revision: before.revision + 1, updatedAt: clock.now().toISOString() };
      const change = isTighter(before, after) ? 'quarantined' : 'released';
      if (change !== left)
        await (change === 'quarantined' ? leaveQuarantine : leaveRelease)(leaveTrail, after, 'system');
      left = change;
      if ((await tools.replace({ before, after }, outboxEntry(`tool.${change}`, after, newUlid()))) === 'written')
        return change;
    }
    throw toolConflict();
  };
}

/** Whether less may be executed afterwards; the latest version counts before older ones. */
function isTighter(before: ToolRecord, after: ToolRecord): boolean {
  if (before.status !== after.status) return after.status === 'quarantined';
  const wasAllowed = new Set(versionsIn(before));
  return after.status === 'quarantined' || versionsIn(after).some((version) => !wasAllowed.has(version));
}

function versionsIn({ quarantinedVersions = [] }: ToolRecord): readonly number[] {
  return quarantinedVersions.flatMap(({ versions }) => versions);
}
