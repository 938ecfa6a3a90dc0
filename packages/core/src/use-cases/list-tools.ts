import { limits, type ToolSummary } from '@dtr/contracts';
import { AppError } from '../domain/app-error.ts';
import { type AgentId, parseToolId, type ToolId } from '../domain/ids.ts';
import type { PositionedPage } from '../domain/positioned-page.ts';
import { makeToolFilter, type ToolFilter } from '../domain/tool/tool-filter.ts';
import type { ToolListing, ToolRepository } from '../ports/tool-repository.ts';
import type { PageQuery } from './list-tool-versions.ts';
import { newestFirst } from './steps/newest-first.ts';

/** Tools looked at for one page. A filter that matches few then gives a short page with a position, not a long wait. */
const examinedAtMost = 1_000;

export interface ToolQuery extends PageQuery, ToolFilter {
  readonly owner: 'me' | 'shared' | 'all';
}

export type ListTools = ReturnType<typeof makeListTools>;

/**
 * Tools the agent may see, newest first, each once. A page may be short, or empty, and still have a position: read on until there is
 * none. A tool created meanwhile is not in later pages; one deleted or made private a moment ago may still be listed.
 */
export function makeListTools({ tools }: { readonly tools: ToolRepository }) {
  return async function listTools(agent: AgentId, query: ToolQuery): Promise<PositionedPage<ToolSummary>> {
    const { limit, position, owner, ...filter } = query;
    const isKept = makeToolFilter(filter);
    const isFiltered = Object.values(filter).some((value) => value !== undefined);
    const batch = isFiltered ? limits.pageItems.maximum : limit + 1;
    const before = position === undefined ? undefined : toolIdIn(position);
    const items: ToolSummary[] = [];
    let examined = 0;
    let last: ToolSummary | undefined;
    for await (const summary of newestFirst(tools, listingsOf(owner, agent), { batch, ...(before && { before }) })) {
      // Seen, but not counted in: it proves that another page is worth asking for.
      if (items.length === limit || examined === examinedAtMost) return { items, position: last?.toolId ?? '' };
      if (isKept(summary)) items.push(summary);
      examined += 1;
      last = summary;
    }
    return { items };
  };
}

function listingsOf(owner: ToolQuery['owner'], agent: AgentId): readonly ToolListing[] {
  return [...(owner === 'shared' ? [] : [{ owner: agent }]), ...(owner === 'me' ? [] : [{ shared: true } as const])];
}

function toolIdIn(position: string): ToolId {
  const toolId = parseToolId(position);
  if (toolId !== undefined) return toolId;
  throw new AppError('cursor.invalid', 'The cursor does not belong to a list of tools.');
}
