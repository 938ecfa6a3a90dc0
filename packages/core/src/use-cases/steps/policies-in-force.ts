import type { PolicyDocument } from '@dtr/contracts';
import type { Digest } from '../../domain/ids.ts';
import type { AppliedPolicy } from '../../domain/policy/applied-policy.ts';
import { bestPolicyFor } from '../../domain/policy/best-policy.ts';
import { builtInDocuments, findBuiltIn, withBuiltIns } from '../../domain/policy/built-in-heads.ts';
import type { PolicyHead } from '../../domain/policy/policy-head.ts';
import { policyUnusable } from '../../domain/policy/policy-refusals.ts';
import { createRecentEntries } from '../../domain/recent-entries.ts';
import { sha256Of } from '../../domain/sha256.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PolicyDocumentStore } from '../../ports/policy-document-store.ts';
import type { PolicyRegister, PolicyRepository } from '../../ports/policy-repository.ts';
import type { PolicySchema } from '../../ports/policy-schema.ts';
import type { LeaveTrail } from './trail.ts';

/** At most 256 KiB each; typical ones have 5. */
const rememberedDocuments = 32;

export interface PoliciesInForceDeps {
  readonly policies: PolicyRepository;
  readonly policyDocuments: PolicyDocumentStore;
  readonly policySchema: PolicySchema;
  readonly clock: Clock;
  readonly leaveTrail: LeaveTrail;
  readonly engineVersion: string;
}

/**
 * Executions follow heads that are at most so old: a read of them for each would cost more than a fresh sandbox. Who applies a policy waits
 * as long before saying so.
 */
export const headsAgeMs = 1_000;

export interface PoliciesInForce {
  /** The register with the built-in policies that nobody has changed. */
  read(): Promise<PolicyRegister>;
  /** The policy that judges an agent's tools, as heads say that are at most so old: by default as they are now. */
  policyFor(agent: string, age?: { readonly atMostMs: number }): Promise<AppliedPolicy>;
  /** A policy with the latest of its documents that can be used; `undefined` when there is none. */
  find(head: PolicyHead): Promise<AppliedPolicy | undefined>;
  /** As `find`, but throws when there is none: no other policy stands in. */
  load(head: PolicyHead): Promise<AppliedPolicy>;
}

/**
 * Which policy judges whom. A document that is missing, damaged or does not fit its schema is not used: the one before it stays,
 * or the built-in one of that name, and the audit log says so.
 */
export function makePoliciesInForce(deps: PoliciesInForceDeps): PoliciesInForce {
  const { policies, clock, engineVersion } = deps;
  const findDocument = makeFindDocument(deps);
  const reportBroken = makeReportBroken(deps);
  let last: { readonly readAt: number; readonly register: PolicyRegister } | undefined;

  const read = async () => {
    const readAt = clock.now().getTime();
    const { revision, heads } = await policies.read();
    last = { readAt, register: { revision, heads: withBuiltIns(heads) } };
    return last.register;
  };

  const readRecently = async (atMostMs: number) =>
    last !== undefined && clock.now().getTime() - last.readAt < atMostMs ? last.register : read();

  const find = async (head: PolicyHead): Promise<AppliedPolicy | undefined> => {
    for (const candidate of candidatesOf(head)) {
      const document = await findDocument(candidate.digest);
      if (document !== undefined) return { document, ...candidate, engineVersion };
      await reportBroken(head.name, candidate);
    }
    return undefined;
  };

  const load = async (head: PolicyHead): Promise<AppliedPolicy> => {
    const found = await find(head);
    if (found === undefined) throw policyUnusable(head);
    return found;
  };

  return {
    read,
    find,
    load,
    async policyFor(agent, { atMostMs } = { atMostMs: 0 }) {
      const { heads } = await readRecently(atMostMs);
      const head = bestPolicyFor(heads, agent);
      if (head === undefined) throw new Error('No policy is for every agent, although the default one must be.');
      return load(head);
    },
  };
}

type Candidate = Pick<PolicyHead, 'version' | 'digest'>;

function candidatesOf({ name, version, digest, previous }: PolicyHead): readonly Candidate[] {
  const builtIn = findBuiltIn(name);
  return [
    { version, digest },
    ...(previous ? [{ version: previous.version, digest: previous.digest }] : []),
    ...(builtIn ? [{ version: builtIn.version, digest: builtIn.digest }] : []),
  ];
}

/** Reads a document once; what cannot be used is asked for again, since it may be put in place. */
function makeFindDocument({ policyDocuments, policySchema }: PoliciesInForceDeps) {
  const recent = createRecentEntries<Digest, PolicyDocument>(rememberedDocuments);
  return async function findDocument(digest: Digest): Promise<PolicyDocument | undefined> {
    const known = builtInDocuments.get(digest) ?? recent.find(digest);
    if (known !== undefined) return known;
    const text = await policyDocuments.find(digest);
    const document = text !== undefined && sha256Of(text) === digest ? parsed(text) : undefined;
    if (document === undefined || (await policySchema.check(document)).length > 0) return undefined;
    recent.put(digest, document as PolicyDocument);
    return document as PolicyDocument;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Once per document in the life of a process: every request that needs it would report it again. */
function makeReportBroken({ leaveTrail }: PoliciesInForceDeps) {
  const reported = createRecentEntries<Digest, true>(rememberedDocuments);
  return async function reportBroken(name: string, { version, digest }: Candidate): Promise<void> {
    if (reported.find(digest)) return;
    await leaveTrail({ kind: 'policy.broken', actor: 'system', policy: { name, digest }, details: { version } });
    reported.put(digest, true);
  };
}
