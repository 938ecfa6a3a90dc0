import type { SchemaDocument } from './json.ts';
import { enumSchema, nullable, objectSchema, type SchemaOf } from './schema/schema-of.ts';
import { digestSchema } from './schema/values.ts';
import { schemaDocumentSchema } from './tool-draft.ts';

/** How the entry point receives its input: one argument per schema property, or the input object whole. */
export type CallingConvention = 'named' | 'object';
export type SandboxTier = 'wasm' | 'microvm';
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export type InferredField = 'parameters' | 'returns' | 'entryPoint';

/** One finding. Lines and columns count from 1; `endColumn` is exclusive. */
export interface Violation {
  readonly rule: string;
  readonly severity: Severity;
  readonly action: 'reject' | 'warn';
  readonly category: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly snippet: string;
  readonly suggestion?: string;
  readonly cwe?: number;
  /** What names and constants led to what is refused: "`x` = `json.codecs`". */
  readonly path?: string;
  /** For what stands beside the code: JSON Pointer into the draft. Line and column are then 1. */
  readonly pointer?: string;
  readonly fix?: ViolationFix;
}

/** A change that mends one finding without changing what good input gives. */
export interface ViolationFix {
  readonly description: string;
  /** Do not overlap; all refer to the code as it was judged. */
  readonly edits: readonly TextEdit[];
}

/** Replaces a stretch of the code. Lines and columns as in `Violation`; an empty stretch inserts. */
export interface TextEdit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** What the code was seen to use. */
export interface Capabilities {
  readonly imports: readonly string[];
  readonly network: boolean;
  readonly filesystem: boolean;
  readonly process: boolean;
  readonly environment: boolean;
  readonly dynamicCode: boolean;
  readonly randomness: boolean;
  readonly clock: boolean;
}

/** `atMost` is null where it is unknown: it depends on the input, or the code is beyond the analysis. */
export interface EstimatedRange {
  readonly atLeast: number;
  readonly atMost: number | null;
}

/** A hint for reviewers: the sandbox's limits are the guarantee. */
export interface ResourceEstimate {
  readonly cpu: 'constant' | 'linear' | 'polynomial' | 'unbounded' | 'unknown';
  /** Upper end of `memoryBytes` in MB, rounded up; absent when it is unknown. */
  readonly memoryMb?: number;
  /** Turns of loops in one call. */
  readonly steps?: EstimatedRange;
  /** What values of constant size take at once in one call, the interpreter not counted. */
  readonly memoryBytes?: EstimatedRange;
}

export interface InferredDefinition {
  readonly parameters?: SchemaDocument;
  readonly returns?: SchemaDocument;
  readonly entryPoint?: string;
}

/** The outcome of validation, as `POST /tools/validate` answers it. */
export interface ValidationReport {
  readonly verdict: 'accepted' | 'rejected';
  readonly policy: { readonly name: string; readonly digest: string };
  readonly digest: string;
  readonly cached: boolean;
  readonly durationMs: number;
  /** Absent when the code does not parse or has no usable entry point. */
  readonly entryPoint?: string;
  readonly calling?: CallingConvention;
  readonly inferred: InferredDefinition;
  readonly capabilities: Capabilities;
  readonly estimate: ResourceEstimate;
  readonly tier: SandboxTier;
  readonly violations: readonly Violation[];
}

/** The report as it is kept with a tool: counts instead of bodies. */
export type ValidationSummary = Omit<ValidationReport, 'violations' | 'cached'> & {
  readonly warnings: number;
};

export const callingSchema = enumSchema<CallingConvention>('How the entry point receives its input.', {
  named: 'one argument per property',
  object: 'the input object whole',
});

export const sandboxTierSchema = enumSchema<SandboxTier>('The strength of the boundary around the code.', {
  wasm: 'a fresh WebAssembly interpreter in a process without rights',
  microvm: 'a virtual machine of its own',
});

export const inferredFieldsSchema: SchemaOf<readonly InferredField[]> = {
  type: 'array',
  items: enumSchema<InferredField>('A member that was inferred from the code.', {
    parameters: 'the schema of the input',
    returns: 'the schema of the output',
    entryPoint: 'the function to call',
  }),
};

const position = (description: string): SchemaOf<number> => ({ type: 'integer', minimum: 1, description });

const textEditSchema = objectSchema<TextEdit>({
  description: 'Replaces a stretch of the code.',
  required: {
    line: position('First line, from 1.'),
    column: position('First column, from 1.'),
    endLine: position('Last line.'),
    endColumn: position('Column after the last one.'),
    text: { type: 'string', description: 'What stands there instead.' },
  },
  optional: {},
});

export const violationSchema = objectSchema<Violation>({
  description: 'One finding in the code.',
  required: {
    rule: { type: 'string', description: 'Stable name of the rule, for example `syntax.error`.' },
    severity: { type: 'string', enum: ['critical', 'high', 'medium', 'low', 'info'] },
    action: enumSchema<Violation['action']>('What follows.', {
      reject: 'the tool is refused',
      warn: 'the tool is accepted',
    }),
    category: { type: 'string', description: 'The family of the rule.' },
    message: { type: 'string', description: 'What was found and why it matters.' },
    line: position('First line, from 1.'),
    column: position('First column, from 1.'),
    endLine: position('Last line.'),
    endColumn: position('Column after the last one.'),
    snippet: { type: 'string', description: 'The line of code.' },
  },
  optional: {
    suggestion: { type: 'string', description: 'What to write instead.' },
    cwe: { type: 'integer', minimum: 1, description: 'Number in the Common Weakness Enumeration.' },
    path: { type: 'string', description: 'The names and constants that led to what is refused.' },
    pointer: { type: 'string', description: 'JSON Pointer into the draft, for what stands beside the code.' },
    fix: objectSchema<ViolationFix>({
      description: 'A change that mends this finding without changing what good input gives.',
      required: {
        description: { type: 'string' },
        edits: {
          type: 'array',
          items: textEditSchema,
          description: 'Do not overlap; refer to the code as it was judged.',
        },
      },
      optional: {},
    }),
  },
});

const seen = (what: string): SchemaOf<boolean> => ({ type: 'boolean', description: `Whether the code uses ${what}.` });

export const capabilitiesSchema = objectSchema<Capabilities>({
  description: 'What the code was seen to use.',
  required: {
    imports: { type: 'array', items: { type: 'string' }, description: 'Modules it imports.' },
    network: seen('the network'),
    filesystem: seen('files'),
    process: seen('processes'),
    environment: seen('environment variables'),
    dynamicCode: seen('code made from strings'),
    randomness: seen('random numbers'),
    clock: seen('the clock'),
  },
  optional: {},
});

const rangeSchema = (description: string) =>
  objectSchema<EstimatedRange>({
    description,
    required: {
      atLeast: { type: 'number', minimum: 0 },
      atMost: nullable('Unknown when null: it depends on the input.', { type: 'number', minimum: 0 }),
    },
    optional: {},
  });

const estimateSchema = objectSchema<ResourceEstimate>({
  description: 'What an execution will probably need.',
  required: { cpu: { type: 'string', enum: ['constant', 'linear', 'polynomial', 'unbounded', 'unknown'] } },
  optional: {
    memoryMb: { type: 'number', minimum: 0, description: 'Upper end of `memoryBytes` in MB.' },
    steps: rangeSchema('Turns of loops in one call.'),
    memoryBytes: rangeSchema('What values of constant size take at once in one call.'),
  },
});

const inferredDefinitionSchema = objectSchema<InferredDefinition>({
  description: 'What was inferred from the code because the draft left it out.',
  required: {},
  optional: { parameters: schemaDocumentSchema, returns: schemaDocumentSchema, entryPoint: { type: 'string' } },
});

const verdictMembers = {
  required: {
    verdict: { type: 'string', enum: ['accepted', 'rejected'] },
    policy: objectSchema<ValidationReport['policy']>({
      description: 'The rules that were applied.',
      required: { name: { type: 'string' }, digest: digestSchema },
      optional: {},
    }),
    digest: digestSchema,
    durationMs: { type: 'number', minimum: 0, description: 'Time the analysis took.' },
    inferred: inferredDefinitionSchema,
    capabilities: capabilitiesSchema,
    estimate: estimateSchema,
    tier: {
      ...sandboxTierSchema,
      description: `The weakest that the policy accepts; a time limit above 25 s asks for \`microvm\` all the same. ${sandboxTierSchema.description}`,
    },
  },
  optional: {
    entryPoint: { type: 'string', description: 'Absent when the code has no usable entry point.' },
    calling: callingSchema,
  },
} as const;

export const validationReportSchema = objectSchema<ValidationReport>({
  description: 'The outcome of validation.',
  required: {
    ...verdictMembers.required,
    cached: { type: 'boolean', description: 'The verdict was known already.' },
    violations: { type: 'array', items: violationSchema, description: 'Findings, in order of line.' },
  },
  optional: verdictMembers.optional,
});

export const validationSummarySchema = objectSchema<ValidationSummary>({
  description: 'The report as it is kept with a tool: counts instead of findings.',
  required: {
    ...verdictMembers.required,
    warnings: { type: 'integer', minimum: 0, description: 'Findings that did not reject the tool.' },
  },
  optional: verdictMembers.optional,
});
