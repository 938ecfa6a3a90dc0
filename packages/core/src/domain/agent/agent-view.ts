import type { Agent, AgentStatus } from '@dtr/contracts';
import { type AgentRecord, isOver } from './agent-record.ts';

/** The agent as operators see it. */
export function toAgent(record: AgentRecord, now: Date): Agent {
  const { agent, creationId: _creation, revision: _revision, keys, ...shown } = record;
  const status = statusOf(record, now);
  const working = status === 'active' ? keys.filter(({ endsAt }) => !isOver(endsAt, now)) : [];
  return { ...shown, agentId: agent, status, keys: working.map(({ hash: _hash, ...key }) => key) };
}

export function statusOf({ revokedAt, expiresAt }: AgentRecord, now: Date): AgentStatus {
  if (revokedAt !== undefined) return 'revoked';
  return isOver(expiresAt, now) ? 'expired' : 'active';
}
