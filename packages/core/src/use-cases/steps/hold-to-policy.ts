import type { SandboxTier } from '@dtr/contracts';
import type { AgentId } from '../../domain/ids.ts';
import type { AppliedPolicy } from '../../domain/policy/applied-policy.ts';
import { refusalBy } from '../../domain/tool/quarantine.ts';
import { toolQuarantined } from '../../domain/tool/refusals.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { Judge } from './judge.ts';
import { judgedRecord } from './judged-tool.ts';
import { headsAgeMs, type PoliciesInForce } from './policies-in-force.ts';
import type { ReadDefinition } from './read-definition.ts';
import type { RevalidateTool } from './revalidate-tool.ts';

export interface HoldToPolicyDeps {
  readonly judge: Judge;
  readonly policiesInForce: PoliciesInForce;
  readonly readDefinition: ReadDefinition;
  readonly revalidateTool: RevalidateTool;
}

interface Held {
  readonly policy: AppliedPolicy;
  readonly tier: SandboxTier;
}

interface Refused {
  readonly refusal: ReturnType<typeof refusalBy>;
}

/**
 * Makes sure that the owner's policy of today accepts a version. Mostly it is the one that accepted it when it was made; otherwise it
 * is judged, and a refusal quarantines the tool at once, without waiting for the re-validation. Throws `tool.quarantined`.
 */
export function makeHoldToPolicy({ judge, policiesInForce, readDefinition, revalidateTool }: HoldToPolicyDeps) {
  const hold = async (record: ToolRecord, policy: AppliedPolicy): Promise<Held | Refused> => {
    if (record.validation.policy.digest === policy.digest) return { policy, tier: record.validation.tier };
    const { report } = await judge(await judgedRecord(readDefinition, record), policy);
    return report.verdict === 'accepted' ? { policy, tier: report.tier } : { refusal: refusalBy(policy, report) };
  };

  return async function holdToPolicy(caller: AgentId, record: ToolRecord): Promise<Held> {
    const recent = await hold(record, await policiesInForce.policyFor(record.owner, { atMostMs: headsAgeMs }));
    if ('tier' in recent) return recent;
    // Only what the policy of this very moment refuses is refused: it may have become milder.
    const held = await hold(record, await policiesInForce.policyFor(record.owner));
    if ('tier' in held) return held;
    await revalidateTool(record.toolId);
    throw toolQuarantined({ ...record, quarantine: held.refusal }, caller);
  };
}
