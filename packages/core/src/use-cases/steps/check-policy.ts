import { limits, type PolicyDocument } from '@dtr/contracts';
import { utf8Bytes } from '../../domain/json/utf8-bytes.ts';
import { agentFaults } from '../../domain/policy/agent-patterns.ts';
import { policyText } from '../../domain/policy/applied-policy.ts';
import { findTakenPattern } from '../../domain/policy/best-policy.ts';
import type { PolicyHead } from '../../domain/policy/policy-head.ts';
import { agentsTaken, policyInvalid, policyTooLarge } from '../../domain/policy/policy-refusals.ts';
import type { ToolValidator } from '../../ports/tool-validator.ts';

/** Throws what is wrong with the document by itself: `policy.invalid` with pointers, or its size. Its schema has been checked. */
export async function checkPolicyDocument(
  validator: ToolValidator,
  name: string,
  document: PolicyDocument,
): Promise<void> {
  const bytes = utf8Bytes(policyText(document));
  if (bytes > limits.policyBytes) throw policyTooLarge(bytes);
  if (document.name !== name)
    throw policyInvalid([{ pointer: '/name', message: `must be "${name}", as the path says` }]);
  if (name === 'default' && !document.agents.includes('*'))
    throw policyInvalid([
      { pointer: '/agents', message: 'must list "*": the default policy is for every agent that no other is for' },
    ]);
  const faults = [...agentFaults(document.agents), ...(await validator.checkPolicy(document))];
  if (faults.length > 0) throw policyInvalid(faults);
}

/** Throws `policy.agents_taken` when another policy lists one of the same agents. */
export function refuseTakenAgents(heads: readonly PolicyHead[], { name, agents }: PolicyDocument): void {
  const taken = findTakenPattern(heads, name, agents);
  if (taken !== undefined) throw agentsTaken(taken);
}
