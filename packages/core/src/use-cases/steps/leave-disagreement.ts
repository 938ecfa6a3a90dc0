import type { RuntimeRefusal } from '@dtr/contracts';
import type { AgentId, Digest, ToolId } from '../../domain/ids.ts';
import type { LeaveTrail } from './trail.ts';

interface Disagreement {
  /** Who had the code run. */
  readonly agent: AgentId;
  readonly toolId?: ToolId;
  readonly digest: Digest;
  /** That accepted it. */
  readonly policy: { readonly name: string; readonly digest: Digest };
  readonly refusal: RuntimeRefusal;
  readonly during: 'test' | 'execution';
}

/** An incident: validator and interpreter differ over a syntax. The interpreter's message quotes code and stays out. */
export async function leaveDisagreement(leaveTrail: LeaveTrail, disagreement: Disagreement): Promise<void> {
  const { agent, toolId, digest, policy, refusal, during } = disagreement;
  await leaveTrail({
    kind: 'runtime.disagreement',
    actor: agent,
    ...(toolId && { toolId }),
    digest,
    policy,
    details: { during, ...(refusal.line !== undefined && { line: refusal.line }) },
  });
}
