import type { SchemaDocument } from './json.ts';
import type { Language, ToolAnnotations, ToolExample, ToolLimits, Visibility } from './tool-draft.ts';
import type { CallingConvention, InferredField, ValidationSummary } from './validation-report.ts';

export type ToolStatus = 'active' | 'quarantined' | 'deleted';

/** Where the tool stands at the AgentCore Gateway. `disabled`: this deployment has no gateway. */
export interface ToolRegistration {
  readonly state: 'pending' | 'registered' | 'failed' | 'disabled';
  readonly reason?: string;
}

/** A tool in a list: everything but code, schemas and examples. */
export interface ToolSummary {
  readonly toolId: string;
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly language: Language;
  readonly tags: readonly string[];
  readonly visibility: Visibility;
  readonly version: number;
  readonly digest: string;
  readonly owner: string;
  readonly status: ToolStatus;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A tool, or one version of it, whole. */
export interface Tool extends ToolSummary {
  readonly code: string;
  readonly entryPoint: string;
  readonly parameters: SchemaDocument;
  /** Absent when nothing was declared or inferred: outputs are then not checked. */
  readonly returns?: SchemaDocument;
  readonly limits: ToolLimits;
  readonly annotations: ToolAnnotations;
  readonly examples: readonly ToolExample[];
  readonly calling: CallingConvention;
  readonly inferred: readonly InferredField[];
  readonly validation: ValidationSummary;
  readonly registration: ToolRegistration;
  readonly reused: boolean;
}

/** One line of a tool's history. */
export interface ToolVersionSummary {
  readonly toolId: string;
  readonly version: number;
  readonly digest: string;
  readonly language: Language;
  readonly createdAt: string;
}

/** A page of a list. `nextCursor` is absent on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}
