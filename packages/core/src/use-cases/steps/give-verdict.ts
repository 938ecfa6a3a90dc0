import type { Violation } from '@dtr/contracts';
import type { AgentId, Digest, ToolId } from '../../domain/ids.ts';
import type { Judge, JudgedTool, Judgement } from './judge.ts';
import type { PoliciesInForce } from './policies-in-force.ts';
import type { LeaveTrail } from './trail.ts';

export interface GiveVerdictDeps {
  readonly judge: Judge;
  readonly policiesInForce: PoliciesInForce;
  readonly leaveTrail: LeaveTrail;
}

/** For whom and on what occasion a verdict is given. */
export interface VerdictRequest {
  readonly agent: AgentId;
  readonly during: 'validate' | 'create' | 'update' | 'reuse';
  readonly toolId?: ToolId;
}

export type GiveVerdict = (tool: JudgedTool, request: VerdictRequest) => Promise<Judgement>;

/** A verdict under the policy of the agent that asks. It is in the audit log before anyone acts on it, also when it was cached. */
export function makeGiveVerdict({ judge, policiesInForce, leaveTrail }: GiveVerdictDeps): GiveVerdict {
  return async function giveVerdict(tool, { agent, during, toolId }) {
    const policy = await policiesInForce.policyFor(agent);
    const judgement = await judge(tool, policy);
    const { report, engineVersion } = judgement;
    await leaveTrail({
      kind: 'verdict',
      actor: agent,
      ...(toolId && { toolId }),
      digest: tool.digest,
      policy: { name: report.policy.name, digest: report.policy.digest as Digest },
      details: {
        during,
        verdict: report.verdict,
        cached: report.cached,
        engineVersion,
        rules: countsByRule(report.violations),
      },
    });
    return judgement;
  };
}

/** How often each rule was broken. Says nothing of the code. */
export function countsByRule(violations: readonly Violation[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { rule } of violations) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Object.fromEntries(counts);
}
