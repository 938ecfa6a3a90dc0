import type { AgentId, Digest } from '../ids.ts';

/** A policy as it stands, without its document: that is stored under `digest`. */
export interface PolicyHead {
  readonly name: string;
  /** Grows by one with every document that is applied. */
  readonly version: number;
  readonly digest: Digest;
  readonly description: string;
  /** Agent ids, or their beginnings followed by `*`. No other policy has the same one. */
  readonly agents: readonly string[];
  /** Null for a built-in policy that nobody has changed. */
  readonly updatedAt: string | null;
  readonly updatedBy: AgentId | 'built-in';
  /** The document before this one: it judges when this one turns out to be missing or damaged. */
  readonly previous?: { readonly version: number; readonly digest: Digest };
}
