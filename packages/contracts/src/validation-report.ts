import type { SchemaDocument } from './json.ts';

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
