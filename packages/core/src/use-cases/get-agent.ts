import type { Agent } from '@dtr/contracts';
import { toAgent } from '../domain/agent/agent-view.ts';
import type { AgentId } from '../domain/ids.ts';
import type { AgentDeps } from './create-agent.ts';
import { getAgentRecord } from './steps/change-agent.ts';

export type GetAgent = ReturnType<typeof makeGetAgent>;

/** One agent that comes with keys, for operators. Throws `agent.not_found`. */
export function makeGetAgent({
  agents,
  clock,
  requireOperator,
}: Pick<AgentDeps, 'agents' | 'clock' | 'requireOperator'>) {
  return async function getAgent(operator: AgentId, name: string): Promise<Agent> {
    requireOperator(operator);
    return toAgent(await getAgentRecord(agents, name), clock.now());
  };
}
