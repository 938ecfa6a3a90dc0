import type { Agent } from '@dtr/contracts';
import { toAgent } from '../domain/agent/agent-view.ts';
import type { AgentId } from '../domain/ids.ts';
import type { AgentDeps } from './create-agent.ts';
import { changeAgent } from './steps/change-agent.ts';

export type RevokeAgent = ReturnType<typeof makeRevokeAgent>;

/** Ends an agent for good, for operators: once this has answered none of its keys is admitted. Done again it changes nothing. */
export function makeRevokeAgent({ agents, clock, leaveTrail, requireOperator }: Omit<AgentDeps, 'newUlid'>) {
  return async function revokeAgent(operator: AgentId, name: string): Promise<Agent> {
    requireOperator(operator);
    const revokedAt = clock.now().toISOString();
    const record = await changeAgent(agents, name, (before) =>
      before.revokedAt === undefined ? { ...before, revokedAt } : before,
    );
    const details = { agent: record.agent, keys: record.keys.length };
    await leaveTrail({ kind: 'agent.revoked', actor: operator, details });
    return toAgent(record, clock.now());
  };
}
