import { defaultPolicy, type ToolDraft } from '@dtr/contracts';
import type { AgentRecord } from '../domain/agent/agent-record.ts';
import { type AgentId, authenticatedAgent, keyedAgent, toolIdOf } from '../domain/ids.ts';
import { type AppliedPolicy, applyPolicy } from '../domain/policy/applied-policy.ts';
import type { PolicyHead } from '../domain/policy/policy-head.ts';
import { sha256Of } from '../domain/sha256.ts';
import { partsOf } from '../domain/tool/draft-parts.ts';
import type { PolicyOutboxEntry, ToolOutboxEntry } from '../domain/tool/outbox-entry.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';
import { createUlidSource, type UlidSource } from '../domain/ulid.ts';
import type { UseCaseSettings } from '../make-use-cases.ts';
import { makeJudge, toValidationSummary } from '../use-cases/steps/judge.ts';
import { judgedDraft } from '../use-cases/steps/judged-tool.ts';
import { newKey } from '../use-cases/steps/new-key.ts';
import { firstRecord, outboxEntry } from '../use-cases/steps/tool-records.ts';
import { createMemoryVerdictCache } from './memory/memory-stores.ts';
import { createScriptedValidator } from './memory/scripted-validator.ts';

export const planner: AgentId = authenticatedAgent('000000000000/user/planner');
export const researcher: AgentId = authenticatedAgent('000000000000/user/researcher');

export const operator: AgentId = authenticatedAgent('000000000000/user/operator');

/** What judges in tests unless another policy is applied. */
export const testPolicy: AppliedPolicy = applyPolicy(defaultPolicy, 'test-engine');

export const testSettings: UseCaseSettings = {
  engineVersion: 'test-engine',
  operators: ['000000000000/user/operator'],
  version: 'test',
  hasGateway: false,
};

export const newUlid: UlidSource = createUlidSource({ now: () => new Date() });

/** A draft that every check accepts. */
export function aToolDraft(given: Partial<ToolDraft> = {}): ToolDraft {
  return {
    name: 'echo',
    description: 'Gives its input back.',
    language: 'javascript',
    code: 'export function handler(input) { return input; }',
    entryPoint: 'handler',
    parameters: { type: 'object', properties: { text: { type: 'string', default: 'hello' } } },
    ...given,
  };
}

/** A record as creation would make it, owned by `planner` unless told otherwise. */
export async function aToolRecord(
  draft: Partial<ToolDraft> = {},
  given: Partial<ToolRecord> = {},
): Promise<ToolRecord> {
  const parts = partsOf(aToolDraft(draft));
  const judge = makeJudge({ validator: createScriptedValidator(), verdicts: createMemoryVerdictCache() });
  const { report, parameterNames } = await judge(judgedDraft(parts), testPolicy);
  const approval = { validation: toValidationSummary(report), parameterNames };
  const first = {
    toolId: toolIdOf(newUlid()),
    owner: planner,
    now: new Date(),
    registration: { state: 'disabled' } as const,
  };
  return { ...firstRecord(parts, approval, first), ...given };
}

export function anOutboxEntry(record: ToolRecord, kind: ToolOutboxEntry['kind'] = 'tool.created'): ToolOutboxEntry {
  return outboxEntry(kind, record, newUlid());
}

/** A head as applying a document would make it. */
export function aPolicyHead(given: Partial<PolicyHead> = {}): PolicyHead {
  return {
    name: `p-${newUlid().toLowerCase()}`,
    version: 1,
    digest: sha256Of(newUlid()),
    description: 'For tests.',
    agents: [`000000000000/user/${newUlid()}`],
    updatedAt: '2026-01-01T00:00:00.000Z',
    updatedBy: planner,
    ...given,
  };
}

export function aPolicyEntry({ name, version, digest }: PolicyHead): PolicyOutboxEntry {
  const createdAt = '2026-01-01T00:00:00.000Z';
  return { entryId: newUlid(), kind: 'policy.applied', policy: name, version, digest, createdAt };
}

/** An agent with one key, as creation would make it. */
export function anAgentRecord(given: Partial<AgentRecord> = {}): AgentRecord {
  const name = given.name ?? `a-${newUlid().toLowerCase()}`;
  return {
    name,
    agent: keyedAgent('000000000000', name),
    scopes: ['tools:read', 'tools:execute'],
    creationId: newUlid(),
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: operator,
    revision: 1,
    keys: [newKey(new Date()).given],
    ...given,
  };
}
