import { limits, type PolicyDocument } from '@dtr/contracts';
import type { AgentId, Digest } from '../domain/ids.ts';
import { policyText } from '../domain/policy/applied-policy.ts';
import { isPolicyMatch } from '../domain/policy/policy-etag.ts';
import type { PolicyHead } from '../domain/policy/policy-head.ts';
import {
  policyExists,
  policyPreconditionFailed,
  policyPreconditionRequired,
  tooManyPolicies,
} from '../domain/policy/policy-refusals.ts';
import { type TaggedPolicy, toPolicy } from '../domain/policy/policy-view.ts';
import { sha256Of } from '../domain/sha256.ts';
import type { IfMatch } from '../domain/tool/etag.ts';
import type { UlidSource } from '../domain/ulid.ts';
import type { Clock } from '../ports/clock.ts';
import type { PolicyDocumentStore } from '../ports/policy-document-store.ts';
import type { PolicyRepository } from '../ports/policy-repository.ts';
import type { Sleep } from '../ports/sleep.ts';
import type { ToolValidator } from '../ports/tool-validator.ts';
import type { WorkQueue } from '../ports/work-queue.ts';
import { checkPolicyDocument, refuseTakenAgents } from './steps/check-policy.ts';
import { headsAgeMs, type PoliciesInForce } from './steps/policies-in-force.ts';
import { type RequireOperator, startRevalidation } from './steps/policy-acts.ts';
import type { LeaveTrail } from './steps/trail.ts';

/** Each lost race means that another policy was applied meanwhile. */
const attempts = 5;

export interface PutPolicyDeps {
  readonly policies: PolicyRepository;
  readonly policyDocuments: PolicyDocumentStore;
  readonly policiesInForce: PoliciesInForce;
  readonly validator: ToolValidator;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
  readonly leaveTrail: LeaveTrail;
  readonly requireOperator: RequireOperator;
  readonly sleep: Sleep;
}

export interface PolicyPrecondition {
  readonly ifMatch?: IfMatch;
  /** `If-None-Match: *`: only when there is none of that name. */
  readonly isNew?: boolean;
}

export interface AppliedChange extends TaggedPolicy {
  readonly outcome: 'created' | 'updated' | 'unchanged';
}

export type PutPolicy = ReturnType<typeof makePutPolicy>;

/**
 * Applies a policy: document, trail, then its head with the announcement, and the message that starts the re-validation. Verdicts
 * given and executions begun after the answer follow it. The same document again writes nothing and starts the re-validation anew, which is also what to do
 * when the message could not be sent (`dependency.unavailable`).
 */
export function makePutPolicy(deps: PutPolicyDeps) {
  const { policies, policyDocuments, policiesInForce, validator, clock, newUlid, leaveTrail } = deps;

  const tell = (agent: AgentId, { name, digest, version }: PolicyHead, outcome: AppliedChange['outcome']) =>
    leaveTrail({ kind: 'policy.applied', actor: agent, policy: { name, digest }, details: { version, outcome } });

  const write = async (agent: AgentId, document: PolicyDocument, precondition: PolicyPrecondition) => {
    const text = policyText(document);
    const digest = sha256Of(text);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const { revision, heads } = await policiesInForce.read();
      const before = heads.find(({ name }) => name === document.name);
      checkPrecondition(before, precondition);
      refuseTakenAgents(heads, document);
      await policyDocuments.put(digest, text);
      if (before?.digest === digest) {
        await tell(agent, before, 'unchanged');
        return { head: before, outcome: 'unchanged' } as const;
      }
      if (before === undefined && heads.length >= limits.policies) throw tooManyPolicies();
      // After a damaged document this is not the head's own, but the one that judges until now.
      const lastGood = before && (await policiesInForce.find(before));
      const previous = lastGood && { version: lastGood.version, digest: lastGood.digest };
      const head = nextHead(before, document, {
        digest,
        agent,
        at: clock.now().toISOString(),
        ...(previous && { previous }),
      });
      const { name: policy, version } = head;
      const entry = {
        entryId: newUlid(),
        kind: 'policy.applied',
        policy,
        version,
        digest,
        createdAt: clock.now().toISOString(),
      } as const;
      const outcome = before === undefined ? 'created' : 'updated';
      await tell(agent, head, outcome);
      if ((await policies.put({ revision, head }, entry)) === 'written') return { head, outcome } as const;
    }
    throw policyPreconditionFailed();
  };

  return async function putPolicy(
    agent: AgentId,
    name: string,
    document: PolicyDocument,
    precondition: PolicyPrecondition = {},
  ): Promise<AppliedChange> {
    deps.requireOperator(agent);
    await checkPolicyDocument(validator, name, document);
    const { head, outcome } = await write(agent, document, precondition);
    // So that what this process remembers of the heads is not older than its answer.
    await policiesInForce.read();
    await startRevalidation(deps.queue, head);
    // Whoever executes may remember the heads for so long: from the answer on nobody follows the policy before.
    await deps.sleep(headsAgeMs);
    return { ...toPolicy(head, await policiesInForce.load(head)), outcome };
  };
}

function checkPrecondition(before: PolicyHead | undefined, { ifMatch, isNew }: PolicyPrecondition): void {
  if (before === undefined && ifMatch !== undefined) throw policyPreconditionFailed();
  if (before === undefined) return;
  if (isNew) throw policyExists(before);
  if (ifMatch === undefined) throw policyPreconditionRequired(before);
  if (!isPolicyMatch(ifMatch, before)) throw policyPreconditionFailed();
}

interface NextHead {
  readonly digest: Digest;
  readonly agent: AgentId;
  readonly at: string;
  readonly previous?: NonNullable<PolicyHead['previous']>;
}

function nextHead(
  before: PolicyHead | undefined,
  { name, description, agents }: PolicyDocument,
  { digest, agent, at, previous }: NextHead,
): PolicyHead {
  const version = (before?.version ?? 0) + 1;
  return { name, version, digest, description, agents, updatedAt: at, updatedBy: agent, ...(previous && { previous }) };
}
