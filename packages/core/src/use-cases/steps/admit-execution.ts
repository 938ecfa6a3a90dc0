import type { SandboxTier, ToolLimits } from '@dtr/contracts';
import { cappedBy } from '../../domain/execution/execution-limits.ts';
import type { AgentId } from '../../domain/ids.ts';
import type { ToolDefinition } from '../../domain/tool/definition.ts';
import { toolQuarantined } from '../../domain/tool/refusals.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import { type EffectiveSchemas, effectiveSchemas } from '../../domain/tool/tool-view.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';
import { getVisibleTool } from './find-tool.ts';
import { getVersion } from './find-version.ts';
import { type HoldToPolicyDeps, makeHoldToPolicy } from './hold-to-policy.ts';

export interface AdmitExecutionDeps extends HoldToPolicyDeps {
  readonly tools: ToolRepository;
}

/** A version that may run now. */
export interface Admission {
  readonly record: ToolRecord;
  readonly definition: ToolDefinition;
  readonly schemas: EffectiveSchemas;
  /** No more than the policy of today allows. */
  readonly limits: ToolLimits;
  /** The weakest tier that the policy of today accepts for it. */
  readonly demandedTier: SandboxTier;
}

/**
 * Makes sure that a caller may run a version now: a policy that was applied a moment ago holds before its re-validation has come by.
 * Throws `tool.not_found` and `tool.quarantined`.
 */
export function makeAdmitExecution(deps: AdmitExecutionDeps) {
  const { tools, readDefinition } = deps;
  const holdToPolicy = makeHoldToPolicy(deps);
  return async function admitExecution(caller: AgentId, toolId: string, version?: number): Promise<Admission> {
    const record = await getVersion(tools, await getVisibleTool(tools, caller, toolId), version);
    if (record.status === 'quarantined') throw toolQuarantined(record, caller);
    const { tier, policy } = await holdToPolicy(caller, record);
    const definition = await readDefinition(record.digest);
    const schemas = effectiveSchemas(definition, record.validation.inferred);
    return { record, definition, schemas, limits: cappedBy(policy, record.limits), demandedTier: tier };
  };
}
