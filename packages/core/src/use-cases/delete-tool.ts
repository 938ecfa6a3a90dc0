import type { AgentId } from '../domain/ids.ts';
import type { IfMatch } from '../domain/tool/etag.ts';
import type { UlidSource } from '../domain/ulid.ts';
import type { Clock } from '../ports/clock.ts';
import type { ToolRepository } from '../ports/tool-repository.ts';
import { getOwnTool } from './steps/find-tool.ts';
import { leaveToolChange } from './steps/leave-tool-change.ts';
import { requireMatch } from './steps/require-match.ts';
import { outboxEntry, tombstone } from './steps/tool-records.ts';
import type { LeaveTrail } from './steps/trail.ts';
import { writeChange } from './steps/write-change.ts';

export interface DeleteToolDeps {
  readonly tools: ToolRepository;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
  readonly leaveTrail: LeaveTrail;
}

export type DeleteTool = ReturnType<typeof makeDeleteTool>;

/** Deletes a tool for all readers and frees its name and definition. A tombstone and its versions stay for audit. */
export function makeDeleteTool({ tools, clock, newUlid, leaveTrail }: DeleteToolDeps) {
  return async function deleteTool(agent: AgentId, toolId: string, ifMatch: IfMatch | undefined): Promise<void> {
    const before = await getOwnTool(tools, agent, toolId);
    requireMatch(ifMatch, before);
    const after = tombstone(before, clock.now());
    await leaveToolChange(leaveTrail, 'tool.deleted', after);
    await writeChange(tools, { before, after }, outboxEntry('tool.deleted', after, newUlid()));
  };
}
