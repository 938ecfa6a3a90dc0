import type { ToolVersionSummary } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import type { AgentId } from '../domain/ids.ts';
import type { PositionedPage } from '../domain/positioned-page.ts';
import type { ToolRepository } from '../ports/tool-repository.ts';
import { getVisibleTool } from './steps/find-tool.ts';

export interface PageQuery {
  /** 1 to 100. */
  readonly limit: number;
  /** Of an earlier page; as this service gave it. */
  readonly position?: string;
}

export type ListToolVersions = ReturnType<typeof makeListToolVersions>;

/** The history of a tool, newest first. Versions only grow: a page never shifts while it is read. */
export function makeListToolVersions({ tools }: { readonly tools: ToolRepository }) {
  return async function listToolVersions(
    agent: AgentId,
    toolId: string,
    { limit, position }: PageQuery,
  ): Promise<PositionedPage<ToolVersionSummary>> {
    const record = await getVisibleTool(tools, agent, toolId);
    const before = position === undefined ? undefined : versionIn(position);
    const found = await tools.listVersions(record.toolId, {
      limit: limit + 1,
      ...(before !== undefined && { before }),
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(found.length > limit && last && { position: String(last.version) }) };
  };
}

function versionIn(position: string): number {
  const version = Number(position);
  if (Number.isSafeInteger(version) && version > 0) return version;
  throw new AppError('cursor.invalid', 'The cursor does not belong to a list of versions.');
}
