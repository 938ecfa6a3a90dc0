import { defaultPolicy, type ToolDraft } from '@dtr/contracts';
import { type AgentId, authenticatedAgent, toolIdOf } from '../domain/ids.ts';
import { applyPolicy } from '../domain/tool/applied-policy.ts';
import { partsOf } from '../domain/tool/draft-parts.ts';
import type { OutboxEntry } from '../domain/tool/outbox-entry.ts';
import type { ToolRecord } from '../domain/tool/tool-record.ts';
import { createUlidSource, type UlidSource } from '../domain/ulid.ts';
import type { UseCaseSettings } from '../make-use-cases.ts';
import { toReport, toValidationSummary } from '../use-cases/steps/judge-definition.ts';
import { firstRecord, outboxEntry } from '../use-cases/steps/tool-records.ts';
import { createScriptedValidator } from './memory/scripted-validator.ts';

export const planner: AgentId = authenticatedAgent('000000000000/user/planner');
export const researcher: AgentId = authenticatedAgent('000000000000/user/researcher');

export const testSettings: UseCaseSettings = {
  policy: applyPolicy(defaultPolicy, 'test-engine'),
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
  const verdict = await createScriptedValidator().validate({
    ...parts.definition,
    policy: testSettings.policy.document,
  });
  const validation = toValidationSummary(toReport({ verdict, cached: false }, testSettings.policy, parts.digest));
  const approval = { validation, parameterNames: verdict.parameterNames };
  const first = {
    toolId: toolIdOf(newUlid()),
    owner: planner,
    now: new Date(),
    registration: { state: 'disabled' } as const,
  };
  return { ...firstRecord(parts, approval, first), ...given };
}

export function anOutboxEntry(record: ToolRecord, kind: OutboxEntry['kind'] = 'tool.created'): OutboxEntry {
  return outboxEntry(kind, record, newUlid());
}
