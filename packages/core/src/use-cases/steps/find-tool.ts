import { AppError } from '../../domain/app-error.ts';
import { type AgentId, parseToolId } from '../../domain/ids.ts';
import { toolNotFound } from '../../domain/tool/refusals.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';

/** The tool, if the agent may see it: its own, or shared. Throws `tool.not_found` for all others alike. */
export async function getVisibleTool(tools: ToolRepository, agent: AgentId, toolId: string): Promise<ToolRecord> {
  const id = parseToolId(toolId);
  const record = id && (await tools.find(id));
  if (record === undefined || !isVisible(record, agent)) throw toolNotFound();
  return record;
}

/** The tool, if the agent may change it. A shared tool of another is visible, so that refusal is `request.forbidden`. */
export async function getOwnTool(tools: ToolRepository, agent: AgentId, toolId: string): Promise<ToolRecord> {
  const record = await getVisibleTool(tools, agent, toolId);
  if (record.owner === agent) return record;
  throw new AppError('request.forbidden', 'Only its owner may change or delete a shared tool.', {
    details: { hint: 'POST a draft of your own with another definition to have a tool you may change.' },
  });
}

function isVisible({ status, owner, visibility }: ToolRecord, agent: AgentId): boolean {
  return status !== 'deleted' && (owner === agent || visibility === 'shared');
}
