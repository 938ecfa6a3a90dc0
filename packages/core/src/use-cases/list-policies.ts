import type { PolicySummary } from '@dtr/contracts';
import { toPolicySummary } from '../domain/policy/policy-view.ts';
import type { PositionedPage } from '../domain/positioned-page.ts';
import type { PageQuery } from './list-tool-versions.ts';
import type { PoliciesInForce } from './steps/policies-in-force.ts';

export type ListPolicies = ReturnType<typeof makeListPolicies>;

/** All policies by name, for any agent: whoever is judged may know by what. */
export function makeListPolicies({ policiesInForce }: { readonly policiesInForce: PoliciesInForce }) {
  return async function listPolicies({ limit, position = '' }: PageQuery): Promise<PositionedPage<PolicySummary>> {
    const { heads } = await policiesInForce.read();
    const later = heads.filter(({ name }) => name > position);
    const items = later.slice(0, limit).map(toPolicySummary);
    const last = items.at(-1);
    return { items, ...(later.length > limit && last && { position: last.name }) };
  };
}
