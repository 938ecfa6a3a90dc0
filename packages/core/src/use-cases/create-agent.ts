import type { AgentDraft, KeyedAgent } from '@dtr/contracts';
import type { AgentRecord } from '../domain/agent/agent-record.ts';
import { agentConflict, agentNameTaken, expiryInvalid } from '../domain/agent/agent-refusals.ts';
import { toAgent } from '../domain/agent/agent-view.ts';
import { type AgentId, keyedAgent } from '../domain/ids.ts';
import { parseInstant } from '../domain/instant.ts';
import type { UlidSource } from '../domain/ulid.ts';
import type { AgentRepository } from '../ports/agent-repository.ts';
import type { Clock } from '../ports/clock.ts';
import { newKey } from './steps/new-key.ts';
import type { RequireOperator } from './steps/policy-acts.ts';
import type { LeaveTrail } from './steps/trail.ts';
import type { Attempt } from './with-idempotency.ts';

export interface AgentDeps {
  readonly agents: AgentRepository;
  readonly clock: Clock;
  readonly newUlid: UlidSource;
  readonly leaveTrail: LeaveTrail;
  readonly requireOperator: RequireOperator;
}

/** Who asks for what. `account` is the one that the service runs in: agents with keys are named below it. */
export interface AgentOrder {
  readonly account: string;
  readonly draft: AgentDraft;
  readonly attempt?: Attempt | undefined;
}

export type CreateAgent = ReturnType<typeof makeCreateAgent>;

/**
 * Makes an agent and its first key, for operators. The answer alone has the key: a retry that finds the agent made by an attempt before
 * it answers without one, and rotating gives another. Throws `agent.name_taken`.
 */
export function makeCreateAgent(deps: AgentDeps) {
  const { agents, clock, newUlid, leaveTrail, requireOperator } = deps;

  const add = async (operator: AgentId, order: AgentOrder) => {
    const { key, given } = newKey(clock.now());
    const record = firstRecord(operator, order, {
      now: clock.now(),
      given,
      creationId: order.attempt?.seed ?? newUlid(),
    });
    if ((await agents.put(record)) === 'written') return { record, key };
    const found = await agents.find(record.name);
    if (found === undefined) throw agentConflict();
    if (found.creationId !== record.creationId) throw agentNameTaken(record.name);
    return { record: found };
  };

  return async function createAgent(operator: AgentId, order: AgentOrder): Promise<KeyedAgent> {
    requireOperator(operator);
    const { record, key } = await add(operator, order);
    const [first] = record.keys;
    const details = { agent: record.agent, scopes: record.scopes.join(' '), ...(first && { keyId: first.keyId }) };
    await leaveTrail({ kind: 'agent.created', actor: operator, details });
    return { ...toAgent(record, clock.now()), ...(key !== undefined && { key }) };
  };
}

interface First extends Pick<AgentRecord, 'creationId'> {
  readonly now: Date;
  readonly given: AgentRecord['keys'][number];
}

function firstRecord(
  createdBy: AgentId,
  { account, draft }: AgentOrder,
  { now, given, creationId }: First,
): AgentRecord {
  const { expiresAt, ...rest } = draft;
  return {
    ...rest,
    ...(expiresAt !== undefined && { expiresAt: futureInstant(expiresAt, now) }),
    agent: keyedAgent(account, draft.name),
    creationId,
    createdAt: now.toISOString(),
    createdBy,
    revision: 1,
    keys: [given],
  };
}

/** In the form in which instants are compared as text. */
function futureInstant(text: string, now: Date): string {
  const instant = parseInstant(text);
  if (instant === undefined || instant <= now) throw expiryInvalid();
  return instant.toISOString();
}
