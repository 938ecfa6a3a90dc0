import type { SandboxTier } from '../validation-report.ts';

/** What tools may do, as data. Grows with the rules; its digest is part of every verdict. */
export interface PolicyDocument {
  readonly name: string;
  readonly description: string;
  /** Least isolation that this policy accepts. */
  readonly leastTier: SandboxTier;
  /** Modules that may be imported, by language. */
  readonly allowedModules: {
    readonly python: readonly string[];
    readonly javascript: readonly string[];
    readonly typescript: readonly string[];
  };
}
