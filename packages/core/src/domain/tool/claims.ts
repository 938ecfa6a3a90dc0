import type { AgentId, Digest, ToolId } from '../ids.ts';
import type { ToolRecord } from './tool-record.ts';

/**
 * What a tool keeps others from having, or is found by. `name` and `definition` belong to one tool of the owner at a time;
 * any number of tools may share one digest.
 */
export type ToolClaim =
  | { readonly kind: 'name'; readonly owner: AgentId; readonly name: string }
  | { readonly kind: 'definition'; readonly owner: AgentId; readonly digest: Digest }
  | { readonly kind: 'shared'; readonly digest: Digest; readonly toolId: ToolId };

export interface ClaimChanges {
  readonly added: readonly ToolClaim[];
  readonly removed: readonly ToolClaim[];
}

/** The claims of a tool; none once it is deleted. */
export function claimsOf({ toolId, owner, name, digest, visibility, status }: ToolRecord): readonly ToolClaim[] {
  if (status === 'deleted') return [];
  return [
    { kind: 'name', owner, name },
    { kind: 'definition', owner, digest },
    ...(visibility === 'shared' ? [{ kind: 'shared', digest, toolId } as const] : []),
  ];
}

/** What to add and remove when a tool changes; a claim that stays is in neither. */
export function claimChanges(before: ToolRecord | undefined, after: ToolRecord): ClaimChanges {
  const old = before === undefined ? [] : claimsOf(before);
  const current = claimsOf(after);
  return { added: without(current, old), removed: without(old, current) };
}

function without(claims: readonly ToolClaim[], others: readonly ToolClaim[]): readonly ToolClaim[] {
  const known = new Set(others.map((claim) => JSON.stringify(claim)));
  return claims.filter((claim) => !known.has(JSON.stringify(claim)));
}
