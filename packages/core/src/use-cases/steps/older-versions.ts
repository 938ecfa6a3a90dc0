import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';

const batch = 100;

/** Every version but the latest, newest first, each as it was made. */
export async function* olderVersions(
  tools: ToolRepository,
  { toolId, version }: ToolRecord,
): AsyncGenerator<ToolRecord> {
  for (let before = version; before > 1; ) {
    const page = await tools.listVersions(toolId, { before, limit: batch });
    for (const summary of page) {
      const record = await tools.findVersion(toolId, summary.version);
      if (record !== undefined) yield record;
    }
    before = page.at(-1)?.version ?? 1;
  }
}
