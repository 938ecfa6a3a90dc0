import type { Policy, PolicySummary } from '@dtr/contracts';
import type { AppliedPolicy } from './applied-policy.ts';
import { policyEtagOf } from './policy-etag.ts';
import type { PolicyHead } from './policy-head.ts';

export function toPolicySummary(head: PolicyHead): PolicySummary {
  const { previous: _previous, ...summary } = head;
  return summary;
}

export interface TaggedPolicy {
  readonly policy: Policy;
  /** Of the head, also when its document cannot be used: it can be put again with it. */
  readonly etag: string;
}

/** The policy with the document that judges, be it that of the head or an earlier one. */
export function toPolicy(head: PolicyHead, { document, version, digest }: AppliedPolicy): TaggedPolicy {
  const { description, agents } = document;
  const isUsable = digest === head.digest;
  const policy = { ...toPolicySummary(head), description, agents, version, digest, document };
  const unusable = { version: head.version, digest: head.digest };
  return { policy: { ...policy, ...(!isUsable && { unusable }) }, etag: policyEtagOf(head) };
}
