import type { Json, SchemaDocument } from './json.ts';
import { limits } from './limits.ts';
import { objectSchema, type SchemaOf } from './schema/schema-of.ts';

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

export const languageSchema: SchemaOf<Language> = {
  type: 'string',
  enum: languages,
  description: 'The language of `code`.',
};

export const visibilitySchema: SchemaOf<Visibility> = {
  type: 'string',
  enum: visibilities,
  description:
    '`private`: only the owner sees the tool. `shared`: every agent may find and execute it; only the owner changes it.',
};

const timeoutSeconds: SchemaOf<number> = {
  type: 'integer',
  ...limits.timeoutSeconds,
  description: 'Longest run of one execution, in seconds.',
};

const memoryMb: SchemaOf<number> = {
  type: 'integer',
  ...limits.memoryMb,
  description: 'Most memory of one execution, in mebibytes.',
};

export const toolLimitsSchema = objectSchema<ToolLimits>({
  description: 'What one execution may use.',
  required: { timeoutSeconds, memoryMb },
  optional: {},
});

export const draftLimitsSchema = objectSchema<Partial<ToolLimits>>({
  description: 'What one execution may use; a member left out has its default.',
  required: {},
  optional: { timeoutSeconds, memoryMb },
});

export const toolAnnotationsSchema = objectSchema<ToolAnnotations>({
  description: 'Hints for callers, named as in the Model Context Protocol. They inform; they never loosen a check.',
  required: {},
  optional: {
    title: { type: 'string', maxLength: limits.titleChars, description: 'A title for people.' },
    readOnlyHint: { type: 'boolean', description: 'The tool changes nothing.' },
    destructiveHint: { type: 'boolean', description: 'The tool may destroy something.' },
    idempotentHint: { type: 'boolean', description: 'A second call with the same input changes nothing more.' },
    openWorldHint: { type: 'boolean', description: 'The tool reaches beyond its input.' },
  },
});

export const toolExampleSchema = objectSchema<ToolExample>({
  description:
    'A call and its expected answer. With an `output` it is a test that must pass before a version is active.',
  required: { input: { description: 'What the tool is called with; checked against `parameters`.' } },
  optional: {
    name: { type: 'string', maxLength: limits.titleChars, description: 'What the example shows.' },
    output: { description: 'What the tool must return; numbers are compared by value.' },
  },
});

/** A schema written by an agent. Its members are checked by `lambda-kit`, since JSON Schema cannot bound its cost. */
export const schemaDocumentSchema: SchemaOf<SchemaDocument> = {
  type: 'object',
  additionalProperties: true,
  description:
    'A JSON Schema 2020-12 document of at most 64 KiB and 32 levels. References stay inside the document, patterns are RE2 syntax.',
};

export const nameSchema: SchemaOf<string> = {
  type: 'string',
  minLength: 1,
  maxLength: limits.nameChars,
  pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$',
  not: { pattern: '___' },
  description:
    'ASCII letters, digits and underscores, not starting with a digit, without `___`. One tool of a name per owner.',
};

export const titleSchema: SchemaOf<string> = {
  type: 'string',
  minLength: 1,
  maxLength: limits.titleChars,
  description: 'A title for people.',
};

export const descriptionSchema: SchemaOf<string> = {
  type: 'string',
  minLength: 1,
  maxLength: limits.descriptionChars,
  description: 'What the tool does, for the agents that look for one.',
};

export const tagsSchema: SchemaOf<readonly string[]> = {
  type: 'array',
  items: { type: 'string', minLength: 1, maxLength: limits.tagChars },
  maxItems: limits.tags,
  uniqueItems: true,
  description: 'Words to find the tool by.',
};

/** Members of a draft, shared by the body schemas. `maxLength` counts code points; bytes, those of `code` too, are checked in core. */
export const draftMembers = {
  required: {
    name: nameSchema,
    description: descriptionSchema,
    language: languageSchema,
    code: {
      type: 'string',
      minLength: 1,
      description: 'One public function and what it needs; at most 256 KiB of UTF-8, or 413.',
    },
  },
  optional: {
    title: titleSchema,
    entryPoint: {
      type: 'string',
      minLength: 1,
      maxLength: limits.entryPointChars,
      description: 'The function to call. Left out: `handler`, or the only public top-level function.',
    },
    parameters: schemaDocumentSchema,
    returns: schemaDocumentSchema,
    tags: tagsSchema,
    visibility: { ...visibilitySchema, default: 'private' },
    limits: draftLimitsSchema,
    annotations: toolAnnotationsSchema,
    examples: {
      type: 'array',
      items: toolExampleSchema,
      maxItems: limits.examples,
      description: 'Calls that show the tool and test it.',
    },
  },
} as const;
