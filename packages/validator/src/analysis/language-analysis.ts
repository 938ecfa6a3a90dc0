import type {
  CallingConvention,
  Capabilities,
  InferredDefinition,
  ResourceEstimate,
  ValidatorRequest,
  Violation,
} from '@dtr/contracts';
import type { SourceText } from './source-text.ts';

/** What a language's analysis is asked. */
export interface AnalysisInput {
  readonly request: ValidatorRequest;
  readonly source: SourceText;
}

/** What it answers. Everything but `violations` is at its emptiest when the code does not parse. */
export interface LanguageAnalysis {
  readonly violations: readonly Violation[];
  readonly entryPoint?: string;
  readonly calling?: CallingConvention;
  readonly parameterNames: readonly string[];
  readonly inferred: InferredDefinition;
  readonly capabilities: Capabilities;
  readonly estimate: ResourceEstimate;
}

const noCapabilities: Capabilities = {
  imports: [],
  network: false,
  filesystem: false,
  process: false,
  environment: false,
  dynamicCode: false,
  randomness: false,
  clock: false,
};

/** For code that cannot be read. */
export function unreadable(violations: readonly Violation[]): LanguageAnalysis {
  return {
    violations,
    parameterNames: [],
    inferred: {},
    capabilities: noCapabilities,
    estimate: { cpu: 'unknown' },
  };
}
