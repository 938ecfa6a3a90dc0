import { enumSchema, objectSchema, type SchemaOf } from './schema/schema-of.ts';
import { agentSchema, instant } from './schema/values.ts';

/** What a key may open. A route names the one it asks for; routes that name none are not for keys. */
export type AgentScope = 'tools:read' | 'tools:write' | 'tools:execute' | 'jobs:read' | 'jobs:write' | 'policies:read';

export interface AgentRate {
  readonly requestsPerMinute: number;
}

export interface AgentQuota {
  readonly executionsPerDay: number;
}

/** `POST /agents` body: a caller without AWS credentials, as an operator describes it. */
export interface AgentDraft {
  readonly name: string;
  readonly scopes: readonly AgentScope[];
  readonly description?: string;
  readonly rate?: AgentRate;
  readonly quota?: AgentQuota;
  readonly expiresAt?: string;
}

/** A key as operators see it: never the key itself, nor its hash. */
export interface AgentKey {
  readonly keyId: string;
  readonly createdAt: string;
  /** When it stops working; absent while it works as long as its agent. */
  readonly endsAt?: string;
}

export type AgentStatus = 'active' | 'expired' | 'revoked';

/** A caller that comes with a key. */
export interface Agent extends Omit<AgentDraft, 'name'> {
  readonly name: string;
  readonly agentId: string;
  readonly status: AgentStatus;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly revokedAt?: string;
  /** Those that work, newest first. */
  readonly keys: readonly AgentKey[];
}

/** An agent with the key it was just given. Only the first answer has it: nothing keeps the key. */
export interface KeyedAgent extends Agent {
  readonly key?: string;
}

/** `POST /agents/{name}/rotate` body. */
export interface RotateRequest {
  readonly overlapSeconds?: number;
}

/** Bounds of what a key may be given. */
export const agentLimits = {
  /** Days that overlap at most; a key that leaked is revoked instead. */
  overlapSeconds: { minimum: 0, maximum: 604_800, default: 3_600 },
  /** Keys of one agent that work at the same time. */
  keys: 5,
  descriptionChars: 1_024,
  requestsPerMinute: { minimum: 1, maximum: 100_000 },
  executionsPerDay: { minimum: 1, maximum: 100_000_000 },
} as const;

export const agentNamePattern = '^[a-z][a-z0-9-]{0,63}$';
/** The form of a key, for scanners of leaks; its last six characters are a checksum over what is before them. */
export const agentKeyPattern = '^dtr_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}$';

const scopeSchema = enumSchema<AgentScope>('What a key may open.', {
  'tools:read': 'list and read tools',
  'tools:write': 'validate, create, change and delete tools',
  'tools:execute': 'execute tools and read the outcomes',
  'jobs:read': 'list and follow jobs',
  'jobs:write': 'cancel jobs',
  'policies:read': 'read policies',
});

export const agentScopes: readonly AgentScope[] = scopeSchema.enum;

export const agentNameSchema: SchemaOf<string> = {
  type: 'string',
  pattern: agentNamePattern,
  description: 'Names the agent for good: a name is never given twice, also not after it was revoked.',
  examples: ['support-bot'],
};

const described = {
  description: {
    type: 'string',
    minLength: 1,
    maxLength: agentLimits.descriptionChars,
    description: 'What it is for, for people.',
  },
  rate: objectSchema<AgentRate>({
    description: 'Its own rate, in place of the one that holds for all agents.',
    required: { requestsPerMinute: { type: 'integer', ...agentLimits.requestsPerMinute } },
    optional: {},
  }),
  quota: objectSchema<AgentQuota>({
    description: 'Its own quota, in place of the one that holds for all agents.',
    required: { executionsPerDay: { type: 'integer', ...agentLimits.executionsPerDay } },
    optional: {},
  }),
} as const;

const scopesSchema: SchemaOf<readonly AgentScope[]> = {
  type: 'array',
  items: scopeSchema,
  minItems: 1,
  maxItems: agentScopes.length,
  uniqueItems: true,
  description: 'What its keys open.',
};

export const agentDraftSchema = objectSchema<AgentDraft>({
  description: 'A caller without AWS credentials.',
  examples: [{ name: 'support-bot', scopes: ['tools:read', 'tools:execute'] }],
  required: { name: agentNameSchema, scopes: scopesSchema },
  optional: {
    ...described,
    expiresAt: {
      type: 'string',
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$',
      description:
        'When all its keys stop working: an instant to come, in UTC. Without it they work until they are revoked.',
      examples: ['2027-06-30T00:00:00Z'],
    },
  },
});

export const rotateRequestSchema = objectSchema<RotateRequest>({
  description: 'How the new key takes over.',
  required: {},
  optional: {
    overlapSeconds: {
      type: 'integer',
      ...agentLimits.overlapSeconds,
      description: 'How long the keys from before go on working beside the new one. 0 ends them at once.',
    },
  },
});

const agentKeySchema = objectSchema<AgentKey>({
  description: 'A key, without what opens anything.',
  required: {
    keyId: {
      type: 'string',
      pattern: '^key-[0-9a-f]{16}$',
      description: 'Names the key in logs and in the audit log: the beginning of its SHA-256.',
    },
    createdAt: instant('When it was given.'),
  },
  optional: { endsAt: instant('When it stops working because another has taken over.') },
});

const agentMembers = {
  required: {
    name: agentNameSchema,
    agentId: agentSchema,
    scopes: scopesSchema,
    status: enumSchema<AgentStatus>('Whether its keys work.', {
      active: 'they do',
      expired: '`expiresAt` is past',
      revoked: 'for good',
    }),
    createdAt: instant('When it was created.'),
    createdBy: agentSchema,
    keys: { type: 'array', items: agentKeySchema, description: 'Those that work, newest first.' },
  },
  optional: {
    ...described,
    expiresAt: instant('When all its keys stop working.'),
    revokedAt: instant('When it was revoked.'),
  },
} as const;

export const agentViewSchema = objectSchema<Agent>({
  description: 'A caller that comes with a key.',
  required: agentMembers.required,
  optional: agentMembers.optional,
});

export const keyedAgentSchema = objectSchema<KeyedAgent>({
  description: 'The agent with its new key.',
  required: agentMembers.required,
  optional: {
    ...agentMembers.optional,
    key: {
      type: 'string',
      pattern: agentKeyPattern,
      description:
        'The key, shown this once. Nothing keeps it: the answer that is given again for an `Idempotency-Key` is without it.',
    },
  },
});
