import { agentNamePattern } from '@dtr/contracts';
import type { AgentRecord } from '../../domain/agent/agent-record.ts';
import { agentConflict, agentNotFound } from '../../domain/agent/agent-refusals.ts';
import type { AgentRepository } from '../../ports/agent-repository.ts';

/** Each lost race means that another operator has changed the agent meanwhile. */
const attempts = 5;
const nameForm = new RegExp(agentNamePattern);

/** What cannot be a name is not looked for: no store is asked for a key that it would not take. Throws `agent.not_found`. */
export async function getAgentRecord(agents: AgentRepository, name: string): Promise<AgentRecord> {
  const record = nameForm.test(name) ? await agents.find(name) : undefined;
  if (record === undefined) throw agentNotFound(name);
  return record;
}

/** Changes the agent as it is now; a change that gives the record back changes nothing. Throws `agent.not_found` and `agent.conflict`. */
export async function changeAgent(
  agents: AgentRepository,
  name: string,
  change: (record: AgentRecord) => Omit<AgentRecord, 'revision'>,
): Promise<AgentRecord> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await getAgentRecord(agents, name);
    const changed = change(before);
    if (changed === before) return before;
    const after = { ...changed, revision: before.revision + 1 };
    if ((await agents.put(after)) === 'written') return after;
  }
  throw agentConflict();
}
