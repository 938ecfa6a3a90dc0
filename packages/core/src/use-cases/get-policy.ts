import { policyNotFound } from '../domain/policy/policy-refusals.ts';
import { type TaggedPolicy, toPolicy } from '../domain/policy/policy-view.ts';
import type { PoliciesInForce } from './steps/policies-in-force.ts';

export type GetPolicy = ReturnType<typeof makeGetPolicy>;

/** A policy with the document that judges, for any agent. Throws `policy.not_found`. */
export function makeGetPolicy({ policiesInForce }: { readonly policiesInForce: PoliciesInForce }) {
  return async function getPolicy(name: string): Promise<TaggedPolicy> {
    const { heads } = await policiesInForce.read();
    const head = heads.find((candidate) => candidate.name === name);
    if (head === undefined) throw policyNotFound(name);
    return toPolicy(head, await policiesInForce.load(head));
  };
}
