import type { Agent } from '@dtr/contracts';
import { toAgent } from '../domain/agent/agent-view.ts';
import type { AgentId } from '../domain/ids.ts';
import type { PositionedPage } from '../domain/positioned-page.ts';
import type { AgentDeps } from './create-agent.ts';
import type { PageQuery } from './list-tool-versions.ts';

export type ListAgents = ReturnType<typeof makeListAgents>;

/** Agents that come with keys, by name, for operators; those that were revoked are among them. */
export function makeListAgents({
  agents,
  clock,
  requireOperator,
}: Pick<AgentDeps, 'agents' | 'clock' | 'requireOperator'>) {
  return async function listAgents(operator: AgentId, { limit, position }: PageQuery): Promise<PositionedPage<Agent>> {
    requireOperator(operator);
    const found = await agents.list({ limit: limit + 1, ...(position !== undefined && { after: position }) });
    const items = found.slice(0, limit).map((record) => toAgent(record, clock.now()));
    const last = items.at(-1);
    return { items, ...(found.length > limit && last && { position: last.name }) };
  };
}
