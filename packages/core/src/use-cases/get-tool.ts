import type { Tool } from '@dtr/contracts';
import type { AgentId } from '../domain/ids.ts';
import { etagOf } from '../domain/tool/etag.ts';
import { toTool } from '../domain/tool/tool-view.ts';
import type { ToolRepository } from '../ports/tool-repository.ts';
import { getVisibleTool } from './steps/find-tool.ts';
import type { ReadDefinition } from './steps/read-definition.ts';

export interface GetToolDeps {
  readonly tools: ToolRepository;
  readonly readDefinition: ReadDefinition;
}

export interface TaggedTool {
  readonly tool: Tool;
  readonly etag: string;
}

export type GetTool = ReturnType<typeof makeGetTool>;

/** The latest version of a tool. Throws `tool.not_found` also for the private tools of others. */
export function makeGetTool({ tools, readDefinition }: GetToolDeps) {
  return async function getTool(agent: AgentId, toolId: string): Promise<TaggedTool> {
    const record = await getVisibleTool(tools, agent, toolId);
    return { tool: toTool(record, await readDefinition(record.digest), { reader: agent }), etag: etagOf(record) };
  };
}
