import type { Digest } from '../../domain/ids.ts';
import { createRecentEntries } from '../../domain/recent-entries.ts';
import { sha256Of } from '../../domain/sha256.ts';
import type { ToolDefinition } from '../../domain/tool/definition.ts';
import type { ArtifactStore } from '../../ports/artifact-store.ts';

/** At most 256 KiB of code and 128 KiB of schemas each; typical ones are a hundred times smaller. */
const rememberedDefinitions = 64;

export type ReadDefinition = ReturnType<typeof makeReadDefinition>;

/** Reads a definition whose digest a record names. Bytes that do not match their digest are never used. */
export function makeReadDefinition({ artifacts }: { readonly artifacts: ArtifactStore }) {
  const recent = createRecentEntries<Digest, ToolDefinition>(rememberedDefinitions);
  return async function readDefinition(digest: Digest): Promise<ToolDefinition> {
    const known = recent.find(digest);
    if (known !== undefined) return known;
    const definition = verified(digest, await artifacts.find(digest));
    recent.put(digest, definition);
    return definition;
  };
}

function verified(digest: Digest, text: string | undefined): ToolDefinition {
  if (text === undefined) throw new Error(`The artifact ${digest} is missing although a version refers to it.`);
  if (sha256Of(text) !== digest)
    throw new Error(`The artifact ${digest} does not have the bytes that its digest names.`);
  return JSON.parse(text);
}
