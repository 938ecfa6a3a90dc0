import type { SchemaDocument } from './json.ts';
import { enumSchema, objectSchema, type SchemaOf } from './schema/schema-of.ts';
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

export interface ResourceEstimate {
  readonly cpu: 'constant' | 'linear' | 'polynomial' | 'unbounded' | 'unknown';
  /** Absent when nothing useful can be said. */
  readonly memoryMb?: number;
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

const estimateSchema = objectSchema<ResourceEstimate>({
  description: 'What an execution will probably need.',
  required: { cpu: { type: 'string', enum: ['constant', 'linear', 'polynomial', 'unbounded', 'unknown'] } },
  optional: { memoryMb: { type: 'number', minimum: 0 } },
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
    tier: sandboxTierSchema,
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
