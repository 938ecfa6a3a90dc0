import { objectSchema, type SchemaOf } from '../schema/schema-of.ts';
import { type SandboxTier, type Severity, sandboxTierSchema, type Violation } from '../validation-report.ts';

/** Names by language, as code writes them. */
export interface NamesByLanguage {
  readonly python: readonly string[];
  readonly javascript: readonly string[];
  readonly typescript: readonly string[];
}

/** What a policy makes of one rule; what is left out stays as the rule says of itself. */
export interface RuleSetting {
  readonly action?: Violation['action'] | 'off';
  readonly severity?: Severity;
}

/** Bounds beyond which code is refused when it is certain to pass them. */
export interface PolicyLimits {
  readonly codeBytes: number;
  /** Turns of one nest of loops. */
  readonly loopSteps: number;
  /** Bytes of one value. */
  readonly allocationBytes: number;
  /** Bits of one integer. */
  readonly numberBits: number;
  /** Most that a tool may ask for in its `limits`. */
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** What tools may do, as data; its digest is part of every verdict. */
export interface PolicyDocument {
  readonly name: string;
  readonly description: string;
  /** Whose tools it judges: agent ids, or their beginnings followed by `*`. The longest that fits an agent wins. */
  readonly agents: readonly string[];
  /** Least isolation that this policy accepts. */
  readonly leastTier: SandboxTier;
  /** By rule id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Modules that may be imported. */
  readonly allowedModules: NamesByLanguage;
  /** By Python module: the names it gives. A module that is not here gives what the validator's reviewed table says. */
  readonly allowedMembers: Readonly<Record<string, readonly string[]>>;
  /** Builtins and globals that may be used without being defined. */
  readonly allowedGlobals: NamesByLanguage;
  readonly limits: PolicyLimits;
}

export const policyNamePattern = '^[a-z][a-z0-9-]{0,63}$';

const names = (description: string, pattern: string): SchemaOf<readonly string[]> => ({
  type: 'array',
  description,
  maxItems: 500,
  uniqueItems: true,
  items: { type: 'string', minLength: 1, maxLength: 128, pattern },
});
const identifier = '^[A-Za-z_$][A-Za-z0-9_$]*$';
const moduleName = '^[A-Za-z_@][A-Za-z0-9_.:/@-]*$';

const namesByLanguage = (description: string, pattern: string) =>
  objectSchema<NamesByLanguage>({
    description,
    required: {
      python: names('In Python.', pattern),
      javascript: names('In JavaScript.', pattern),
      typescript: names('In TypeScript.', pattern),
    },
    optional: {},
  });

const bound = (description: string, maximum: number): SchemaOf<number> => ({
  type: 'integer',
  minimum: 1,
  maximum,
  description,
});

const ruleSettingSchema = objectSchema<RuleSetting>({
  description: 'What is left out stays as the rule says of itself.',
  required: {},
  optional: {
    action: { type: 'string', enum: ['reject', 'warn', 'off'], description: 'What a finding leads to.' },
    severity: { type: 'string', enum: ['critical', 'high', 'medium', 'low', 'info'] },
  },
});

const limitsSchema = objectSchema<PolicyLimits>({
  description: 'Bounds beyond which code is refused when it is certain to pass them.',
  required: {
    codeBytes: bound('UTF-8 bytes of code.', 262_144),
    loopSteps: bound('Turns of one nest of loops.', 1_000_000_000_000),
    allocationBytes: bound('Bytes of one value.', 1_073_741_824),
    numberBits: bound('Bits of one integer.', 1_000_000_000),
    timeoutSeconds: bound('Most that a tool may ask for as `limits.timeoutSeconds`.', 900),
    memoryMb: bound('Most that a tool may ask for as `limits.memoryMb`.', 1_024),
  },
  optional: {},
});

/** Body of `PUT /policies/{name}`. Whether rules and modules exist is checked by the validator, which knows them. */
export const policyDocumentSchema = objectSchema<PolicyDocument>({
  description: 'What tools may do.',
  required: {
    name: { type: 'string', pattern: policyNamePattern, description: 'Equals the name in the path.' },
    description: { type: 'string', minLength: 1, maxLength: 1_024 },
    agents: {
      type: 'array',
      maxItems: 200,
      uniqueItems: true,
      description:
        'Whose tools it judges: agent ids (`000000000000/user/planner`), or their beginnings followed by `*`. The longest that fits an agent wins; no two policies may list the same.',
      items: { type: 'string', minLength: 1, maxLength: 256, pattern: '^[^*\\s]*\\*?$' },
    },
    leastTier: sandboxTierSchema,
    rules: { type: 'object', additionalProperties: ruleSettingSchema, description: 'Settings by rule id.' },
    allowedModules: namesByLanguage('Modules that may be imported.', moduleName),
    allowedMembers: {
      type: 'object',
      additionalProperties: names('The names that the module gives.', identifier),
      description: 'By Python module. A module that is not here gives what the reviewed table of the validator says.',
    },
    allowedGlobals: namesByLanguage('Builtins and globals that may be used without being defined.', identifier),
    limits: limitsSchema,
  },
  optional: {},
});
