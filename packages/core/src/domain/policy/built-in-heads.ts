import { builtInPolicies, type PolicyDocument } from '@dtr/contracts';
import type { Digest } from '../ids.ts';
import { sha256Of } from '../sha256.ts';
import { policyText } from './applied-policy.ts';
import type { PolicyHead } from './policy-head.ts';

/** The documents that need no store, by digest: every deployment has them from its first start. */
export const builtInDocuments: ReadonlyMap<Digest, PolicyDocument> = new Map(
  builtInPolicies.map((document) => [sha256Of(policyText(document)), document]),
);

const builtInHeads: readonly PolicyHead[] = [...builtInDocuments].map(([digest, { name, description, agents }]) => ({
  name,
  version: 1,
  digest,
  description,
  agents,
  updatedAt: null,
  updatedBy: 'built-in',
}));

/** All policies there are: the applied ones, and version 1 of the built-in ones that nobody has changed. In order of name. */
export function withBuiltIns(applied: readonly PolicyHead[]): readonly PolicyHead[] {
  const names = new Set(applied.map(({ name }) => name));
  const unchanged = builtInHeads.filter(({ name }) => !names.has(name));
  return [...applied, ...unchanged].sort((left, right) => (left.name < right.name ? -1 : 1));
}

export function findBuiltIn(name: string): PolicyHead | undefined {
  return builtInHeads.find((head) => head.name === name);
}
