import type { AgentId, Digest, ToolId } from '../ids.ts';

/**
 * `verdict`: one was given to an agent, from the cache or not. `policy.broken`: a stored document cannot be used.
 * `runtime.disagreement`: the interpreter does not compile what the validator accepted. `key.refused`: someone came with a key that does
 * not open what it was for, or opens nothing.
 */
export type AuditKind =
  | 'verdict'
  | 'policy.applied'
  | 'policy.broken'
  | 'tool.quarantined'
  | 'tool.released'
  | 'runtime.disagreement'
  | 'agent.created'
  | 'agent.rotated'
  | 'agent.revoked'
  | 'key.refused';

/** Something that a reviewer must be able to find again. Holds ids, digests, names and counts; never code, snippets or messages. */
export interface AuditEvent {
  /** A ULID: events sort by the instant of their making. */
  readonly eventId: string;
  readonly at: string;
  readonly kind: AuditKind;
  readonly actor: AgentId | 'system';
  readonly toolId?: ToolId;
  readonly digest?: Digest;
  readonly policy?: { readonly name: string; readonly digest: Digest };
  readonly details: Readonly<Record<string, AuditDetail>>;
}

export type AuditDetail = string | number | boolean | Readonly<Record<string, number>>;
