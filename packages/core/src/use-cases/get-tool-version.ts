import type { Tool } from '@dtr/contracts';
import type { AgentId } from '../domain/ids.ts';
import { toTool } from '../domain/tool/tool-view.ts';
import type { GetToolDeps } from './get-tool.ts';
import { getVisibleTool } from './steps/find-tool.ts';
import { getVersion } from './steps/find-version.ts';

export type GetToolVersion = ReturnType<typeof makeGetToolVersion>;

/** One version of a tool, whole. Its `updatedAt` is the instant when the version was made, unless it is the latest. */
export function makeGetToolVersion({ tools, readDefinition }: GetToolDeps) {
  return async function getToolVersion(agent: AgentId, toolId: string, version: number): Promise<Tool> {
    const record = await getVersion(tools, await getVisibleTool(tools, agent, toolId), version);
    return toTool(record, await readDefinition(record.digest), { reader: agent });
  };
}
