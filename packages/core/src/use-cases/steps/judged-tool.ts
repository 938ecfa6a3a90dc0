import { sha256Of } from '../../domain/sha256.ts';
import { artifactText } from '../../domain/tool/definition.ts';
import type { DraftParts } from '../../domain/tool/draft-parts.ts';
import type { ToolMetadata, ToolRecord } from '../../domain/tool/tool-record.ts';
import { wordsOf } from '../../domain/tool/tool-words.ts';
import type { JudgedTool } from './judge.ts';
import type { ReadDefinition } from './read-definition.ts';

/**
 * A version that is there as something to judge, with its own words and limits or with new ones. Its entry point stays the one that
 * was chosen when it was made, whatever its name is now.
 */
export async function judgedRecord(
  readDefinition: ReadDefinition,
  record: ToolRecord,
  metadata: ToolMetadata = record,
): Promise<JudgedTool> {
  const stored = await readDefinition(record.digest);
  const inferred = record.validation.inferred.entryPoint;
  const isInferred = stored.entryPoint === undefined && inferred !== undefined;
  const definition = isInferred ? { ...stored, entryPoint: inferred } : stored;
  const judgedDigest = isInferred ? sha256Of(artifactText(definition)) : record.digest;
  return { definition, digest: record.digest, judgedDigest, words: wordsOf(metadata), limits: metadata.limits };
}

/** A draft as something to judge. */
export function judgedDraft({ definition, digest, metadata }: DraftParts): JudgedTool {
  return { definition, digest, judgedDigest: digest, words: wordsOf(metadata), limits: metadata.limits };
}
