import { limits, type ToolDraft } from '@dtr/contracts';
import type { Digest } from '../ids.ts';
import { sha256Of } from '../sha256.ts';
import { artifactText, definitionOf, type ToolDefinition } from './definition.ts';
import type { ToolMetadata } from './tool-record.ts';

/** A draft with every choice made: what is digested, and what is around it. */
export interface DraftParts {
  readonly definition: ToolDefinition;
  readonly artifact: string;
  readonly digest: Digest;
  readonly metadata: ToolMetadata;
}

export function partsOf(draft: ToolDraft): DraftParts {
  const definition = definitionOf(draft);
  const artifact = artifactText(definition);
  return { definition, artifact, digest: sha256Of(artifact), metadata: metadataOf(draft) };
}

function metadataOf(draft: ToolDraft): ToolMetadata {
  return {
    name: draft.name,
    ...(draft.title !== undefined && { title: draft.title }),
    description: draft.description,
    tags: [...new Set(draft.tags)],
    visibility: draft.visibility ?? 'private',
    limits: {
      timeoutSeconds: draft.limits?.timeoutSeconds ?? limits.timeoutSeconds.default,
      memoryMb: draft.limits?.memoryMb ?? limits.memoryMb.default,
    },
    annotations: draft.annotations ?? {},
    examples: draft.examples ?? [],
  };
}
