import type { Json, SchemaDocument } from './json.ts';

export const languages = ['python', 'javascript', 'typescript'] as const;
export type Language = (typeof languages)[number];

export const visibilities = ['private', 'shared'] as const;
export type Visibility = (typeof visibilities)[number];

/** What one execution may use. The defaults are in `limits`. */
export interface ToolLimits {
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** Hints for callers, named as in MCP. They inform; they never loosen a check. */
export interface ToolAnnotations {
  readonly title?: string;
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

/** A call and its expected answer. Examples with an `output` are the tool's test: they run before a version becomes active. */
export interface ToolExample {
  readonly name?: string;
  readonly input: Json;
  readonly output?: Json;
}

/** A tool as an agent submits it: nothing derived, nothing trusted yet. */
export interface ToolDraft {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly language: Language;
  readonly code: string;
  readonly entryPoint?: string;
  readonly parameters?: SchemaDocument;
  readonly returns?: SchemaDocument;
  readonly tags?: readonly string[];
  readonly visibility?: Visibility;
  readonly limits?: Partial<ToolLimits>;
  readonly annotations?: ToolAnnotations;
  readonly examples?: readonly ToolExample[];
}
