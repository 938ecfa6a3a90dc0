import type { ToolSummary } from '@dtr/contracts';
import type { ToolId } from '../../domain/ids.ts';
import type { ToolListing, ToolRepository } from '../../ports/tool-repository.ts';

export interface ReadingPlan {
  readonly before?: ToolId;
  /** Tools read at once from each listing. */
  readonly batch: number;
}

/** Merges listings into one, newest first; a tool that is in several comes once. Reads ahead one batch of each. */
export async function* newestFirst(
  tools: ToolRepository,
  listings: readonly ToolListing[],
  plan: ReadingPlan,
): AsyncGenerator<ToolSummary> {
  const sources = listings.map((listing) => createSource(tools, listing, plan));
  for (;;) {
    await Promise.all(sources.map((source) => source.fill()));
    const heads = sources.flatMap((source) => source.head() ?? []);
    const [newest] = heads.sort((left, right) => (left.toolId < right.toolId ? 1 : -1));
    if (newest === undefined) return;
    for (const source of sources) source.skip(newest.toolId);
    yield newest;
  }
}

/** One listing, read batch by batch, only when the batch before is used up. */
function createSource(tools: ToolRepository, listing: ToolListing, { before, batch }: ReadingPlan) {
  let waiting: ToolSummary[] = [];
  let last = before;
  let isAtEnd = false;
  return {
    head: () => waiting[0],
    skip(toolId: string) {
      if (waiting[0]?.toolId === toolId) waiting.shift();
    },
    async fill() {
      if (waiting.length > 0 || isAtEnd) return;
      waiting = [...(await tools.list({ listing, limit: batch, ...(last && { before: last }) }))];
      isAtEnd = waiting.length < batch;
      last = (waiting.at(-1)?.toolId as ToolId | undefined) ?? last;
    },
  };
}
