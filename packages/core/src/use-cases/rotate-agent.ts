import { agentLimits, type KeyedAgent } from '@dtr/contracts';
import { type AgentRecord, earliest, isOver } from '../domain/agent/agent-record.ts';
import { agentExpired, agentRevoked, tooManyKeys } from '../domain/agent/agent-refusals.ts';
import { statusOf, toAgent } from '../domain/agent/agent-view.ts';
import type { AgentId } from '../domain/ids.ts';
import type { AgentDeps } from './create-agent.ts';
import { changeAgent } from './steps/change-agent.ts';
import { newKey } from './steps/new-key.ts';

export type RotateAgent = ReturnType<typeof makeRotateAgent>;

/**
 * Gives an agent another key, for operators; those from before work until the overlap has ended. Done twice it gives two keys: one whose
 * answer was lost ends with the others. Throws `agent.not_found`, `agent.revoked`, `agent.expired` and `agent.too_many_keys`.
 */
export function makeRotateAgent({ agents, clock, leaveTrail, requireOperator }: Omit<AgentDeps, 'newUlid'>) {
  return async function rotateAgent(
    operator: AgentId,
    name: string,
    overlapSeconds: number = agentLimits.overlapSeconds.default,
  ): Promise<KeyedAgent> {
    requireOperator(operator);
    const now = clock.now();
    const { key, given } = newKey(now);
    const endsAt = new Date(now.getTime() + overlapSeconds * 1_000).toISOString();
    const record = await changeAgent(agents, name, (before) => {
      refuseDead(before, now);
      const older = before.keys.filter((old) => !isOver(old.endsAt, now)).map((old) => endingBy(old, endsAt));
      const working = older.filter((old) => !isOver(old.endsAt, now));
      if (working.length >= agentLimits.keys) throw tooManyKeys();
      // Also those that end now: their own records must learn of it.
      return { ...before, keys: [given, ...older] };
    });
    const details = { agent: record.agent, keyId: given.keyId, overlapSeconds };
    await leaveTrail({ kind: 'agent.rotated', actor: operator, details });
    return { ...toAgent(record, clock.now()), key };
  };
}

type Key = AgentRecord['keys'][number];

const endingBy = (key: Key, endsAt: string): Key => ({ ...key, endsAt: earliest(key.endsAt, endsAt) ?? endsAt });

function refuseDead(record: AgentRecord, now: Date): void {
  const status = statusOf(record, now);
  if (status === 'revoked') throw agentRevoked(record.name);
  if (status === 'expired') throw agentExpired(record.name);
}
