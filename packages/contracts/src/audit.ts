import type { Json } from './json.ts';
import { cursorSchema, type PageQuery, pageLimitSchema } from './queries.ts';
import { enumSchema, objectSchema, type SchemaOf } from './schema/schema-of.ts';
import { agentSchema, digestSchema, instant, toolIdSchema } from './schema/values.ts';

const meanings = {
  verdict: 'one was given to an agent, from the cache or not',
  'tool.created': 'a tool is about to be stored',
  'tool.updated': 'a tool is about to be changed by its owner',
  'tool.deleted': 'a tool is about to be deleted by its owner',
  'tool.quarantined': 'a policy or the interpreter refuses it now',
  'tool.released': 'what refused it does so no more',
  execution: 'the code of a tool was handed to a sandbox, and this came of it',
  'job.cancelled': 'its caller asked for that; it may have ended by itself before',
  'policy.applied': 'a policy is about to be in force',
  'policy.broken': 'a stored document cannot be used',
  'runtime.disagreement': 'the interpreter does not compile what the validator accepted',
  'agent.created': 'an agent has its first key',
  'agent.rotated': 'an agent has a new key',
  'agent.revoked': 'no key of an agent works any more',
  'key.refused': 'a key was not accepted; `details` say why, the caller was not told',
} as const;

/** What can be found in the audit log. Append-only: reviewers filter by it. */
export type AuditKind = keyof typeof meanings;

const auditKindSchema = enumSchema<AuditKind>('What happened.', meanings);

/** An event of the audit log with its place in the chain of its day and lane. Without `hash`, as canonical JSON, it is what `hash` is over. */
export interface AuditEntry {
  readonly eventId: string;
  readonly at: string;
  readonly kind: AuditKind;
  readonly actor: string;
  readonly toolId?: string;
  readonly digest?: string;
  readonly policy?: { readonly name: string; readonly digest: string };
  readonly details: Readonly<Record<string, Json>>;
  readonly lane: number;
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
}

/** Query parameters of `GET /audit`. */
export interface ListAuditQuery extends PageQuery {
  readonly from?: string;
  readonly to?: string;
  readonly kind?: AuditKind;
  readonly agent?: string;
  readonly toolId?: string;
}

const utcInstant = (description: string): SchemaOf<string> => ({
  type: 'string',
  pattern: '^20\\d{2}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$',
  description,
  examples: ['2026-11-21T12:00:00Z'],
});

const hashSchema = (description: string): SchemaOf<string> => ({ ...digestSchema, description }) as SchemaOf<string>;

export const auditEntrySchema = objectSchema<AuditEntry>({
  description:
    'An event of the audit log. Holds ids, digests, names and counts; never code or keys. `hash` is SHA-256 over the canonical JSON (RFC 8785) of all the rest.',
  required: {
    eventId: { type: 'string', description: 'Events sort by it as by their instants.' },
    at: instant('When it happened.'),
    kind: auditKindSchema,
    actor: { ...agentSchema, description: 'The agent that did it, or `system`.' } as SchemaOf<string>,
    details: { type: 'object', additionalProperties: true, description: 'What else is known; depends on the kind.' },
    lane: { type: 'integer', minimum: 0, maximum: 15, description: 'The chain of its day that it stands in.' },
    seq: { type: 'integer', minimum: 1, description: 'Its place in that chain, without gaps.' },
    previousHash: hashSchema('`hash` of the event before it; for the first one a hash over day and lane.'),
    hash: hashSchema('Over all the rest of this event.'),
  },
  optional: {
    toolId: toolIdSchema,
    digest: { ...digestSchema, description: "Of the tool's definition." } as SchemaOf<string>,
    policy: objectSchema<NonNullable<AuditEntry['policy']>>({
      description: 'The policy that judged, or that was applied.',
      required: { name: { type: 'string' }, digest: digestSchema },
      optional: {},
    }),
  },
});

export const listAuditQuerySchema = objectSchema<ListAuditQuery>({
  description: 'Which events.',
  required: {},
  optional: {
    from: utcInstant('Not before this instant; a day before `to` when left out, and at most 31 days before it.'),
    to: utcInstant('Not after this instant; now when left out.'),
    kind: auditKindSchema,
    agent: { type: 'string', minLength: 1, maxLength: 512, description: 'Only what this agent did; `system` too.' },
    toolId: toolIdSchema,
    limit: pageLimitSchema,
    cursor: cursorSchema,
  },
});
