import type {
  Language,
  Quarantine,
  ToolAnnotations,
  ToolExample,
  ToolLimits,
  ToolRegistration,
  ToolStatus,
  ValidationSummary,
  Visibility,
} from '@dtr/contracts';
import type { AgentId, Digest, ToolId } from '../ids.ts';

/** What an owner may change without making a new version. */
export interface ToolMetadata {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly visibility: Visibility;
  readonly limits: ToolLimits;
  readonly annotations: ToolAnnotations;
  readonly examples: readonly ToolExample[];
}

/**
 * A tool at its latest version, or as it was when a version was made. The definition is not in it: that is the artifact
 * under `digest`; what the agent left out of the definition is in `validation`, as inferred.
 */
export interface ToolRecord extends ToolMetadata {
  readonly toolId: ToolId;
  readonly owner: AgentId;
  /** Grows by one at every write. */
  readonly revision: number;
  readonly version: number;
  readonly digest: Digest;
  readonly language: Language;
  readonly status: ToolStatus;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly validation: ValidationSummary;
  /** Of the entry point, in order. */
  readonly parameterNames: readonly string[];
  readonly registration: ToolRegistration;
  /** Present exactly while the status is `quarantined`. */
  readonly quarantine?: Quarantine;
  /** Older versions that may not be executed although the latest one may. */
  readonly quarantinedVersions?: readonly QuarantinedVersions[];
}

/** Older versions refused for one reason: by one policy, or by the interpreter. Each group is a few bytes however many they are. */
export interface QuarantinedVersions extends Omit<Quarantine, 'violations'> {
  readonly versions: readonly number[];
}
