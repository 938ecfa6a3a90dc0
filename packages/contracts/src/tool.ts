import type { SchemaDocument } from './json.ts';
import { enumSchema, type ObjectSchema, objectSchema, type SchemaOf } from './schema/schema-of.ts';
import { agentSchema, digestSchema, instant, toolIdSchema, versionSchema } from './schema/values.ts';
import {
  descriptionSchema,
  type Language,
  languageSchema,
  nameSchema,
  schemaDocumentSchema,
  type ToolAnnotations,
  type ToolExample,
  type ToolLimits,
  tagsSchema,
  titleSchema,
  toolAnnotationsSchema,
  toolExampleSchema,
  toolLimitsSchema,
  type Visibility,
  visibilitySchema,
} from './tool-draft.ts';
import {
  type CallingConvention,
  callingSchema,
  type InferredField,
  inferredFieldsSchema,
  type ValidationSummary,
  type Violation,
  validationSummarySchema,
  violationSchema,
} from './validation-report.ts';

export type ToolStatus = 'active' | 'quarantined' | 'deleted';

/** Where the tool stands at the AgentCore Gateway. `disabled`: this deployment has no gateway. */
export interface ToolRegistration {
  readonly state: 'pending' | 'registered' | 'failed' | 'disabled';
  readonly reason?: string;
}

/** Why a tool may not be executed. Its owner mends it with a PUT of what the policy accepts. */
export interface Quarantine {
  readonly at: string;
  /** What refuses it; absent when it was not a policy but the sandbox's interpreter. */
  readonly policy?: { readonly name: string; readonly version: number; readonly digest: string };
  readonly reason: string;
  /** At most 20; none for older versions, of which only the policy is kept. */
  readonly violations: readonly Violation[];
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
  /** Shown to the owner alone, while the tool is quarantined. */
  readonly quarantine?: Quarantine;
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

const summaryMembers = {
  required: {
    toolId: toolIdSchema,
    name: nameSchema,
    description: descriptionSchema,
    language: languageSchema,
    tags: tagsSchema,
    visibility: visibilitySchema,
    version: versionSchema,
    digest: digestSchema,
    owner: agentSchema,
    status: enumSchema<ToolStatus>('Whether the tool may be executed.', {
      active: 'yes',
      quarantined: 'no: the policy of today, or the interpreter, refuses it',
      deleted: 'no: its owner removed it',
    }),
    createdAt: instant('When the tool was created.'),
    updatedAt: instant('When it was last changed.'),
  },
  optional: { title: titleSchema },
} as const;

export const toolSummarySchema = objectSchema<ToolSummary>({
  description: 'A tool in a list: everything but code, schemas and examples.',
  ...summaryMembers,
});

const quarantineSchema = objectSchema<Quarantine>({
  description: 'Why the tool may not be executed. Shown to its owner alone.',
  required: {
    at: instant('When it was quarantined.'),
    reason: { type: 'string', description: 'In words.' },
    violations: {
      type: 'array',
      items: violationSchema,
      description: 'What it breaks, at most 20; `POST /tools/validate` shows all. None for an older version.',
    },
  },
  optional: {
    policy: objectSchema<NonNullable<Quarantine['policy']>>({
      description: "What refuses it; absent when that is the sandbox's interpreter.",
      required: { name: { type: 'string' }, version: versionSchema, digest: digestSchema },
      optional: {},
    }),
  },
});

const registrationSchema = objectSchema<ToolRegistration>({
  description: 'Where the tool stands at the AgentCore Gateway.',
  required: {
    state: enumSchema<ToolRegistration['state']>('', {
      pending: 'waits for its turn',
      registered: 'visible at the gateway',
      failed: '`reason` says why',
      disabled: 'this deployment has no gateway',
    }),
  },
  optional: { reason: { type: 'string' } },
});

export const toolSchema = objectSchema<Tool>({
  description: 'A tool, or one version of it, whole.',
  required: {
    ...summaryMembers.required,
    code: { type: 'string' },
    entryPoint: { type: 'string', description: 'The function that is called.' },
    parameters: schemaDocumentSchema,
    limits: toolLimitsSchema,
    annotations: toolAnnotationsSchema,
    examples: { type: 'array', items: toolExampleSchema },
    calling: callingSchema,
    inferred: inferredFieldsSchema,
    validation: validationSummarySchema,
    registration: registrationSchema,
    reused: { type: 'boolean', description: 'The same definition was there already; nothing was created.' },
  },
  optional: { ...summaryMembers.optional, returns: schemaDocumentSchema, quarantine: quarantineSchema },
});

export const toolVersionSummarySchema = objectSchema<ToolVersionSummary>({
  description: "One line of a tool's history.",
  required: {
    toolId: toolIdSchema,
    version: versionSchema,
    digest: digestSchema,
    language: languageSchema,
    createdAt: instant('When the version was created.'),
  },
  optional: {},
});

/** The schema of a page, from that of its items. */
export const pageSchema = <Item>(
  description: string,
  items: SchemaOf<Item>,
  order = 'Newest first.',
): ObjectSchema<Page<Item>> =>
  objectSchema<Page<Item>>({
    description,
    required: { items: { type: 'array', items, description: order } as SchemaOf<readonly Item[]> },
    optional: { nextCursor: { type: 'string', description: 'For the next page; absent on the last one.' } },
  } as Parameters<typeof objectSchema<Page<Item>>>[0]);
