import type { RuntimeRefusal } from '@dtr/contracts';
import type { AppError } from '../../domain/app-error.ts';
import type { AgentId, Digest } from '../../domain/ids.ts';
import { quarantineByRuntime, withQuarantinedVersion } from '../../domain/tool/quarantine.ts';
import { toolQuarantined } from '../../domain/tool/refusals.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import { type ChangeQuarantineDeps, makeChangeQuarantine } from './change-quarantine.ts';
import { leaveDisagreement } from './leave-disagreement.ts';

/** Puts a version away whose code the interpreter does not compile, and gives the error that says so. No policy releases it. */
export function makeQuarantineRefused(deps: ChangeQuarantineDeps) {
  const changeQuarantine = makeChangeQuarantine(deps);
  return async function quarantineRefused(
    agent: AgentId,
    record: ToolRecord,
    refusal: RuntimeRefusal,
  ): Promise<AppError> {
    const { toolId, digest, version, validation } = record;
    const policy = { name: validation.policy.name, digest: validation.policy.digest as Digest };
    await leaveDisagreement(deps.leaveTrail, { agent, toolId, digest, policy, refusal, during: 'execution' });
    const quarantine = quarantineByRuntime(refusal, deps.clock.now().toISOString());
    await changeQuarantine(toolId, (current) => {
      if (current.version === version) return { ...current, status: 'quarantined', quarantine };
      const groups = current.quarantinedVersions ?? [];
      const quarantinedVersions = withQuarantinedVersion(groups, version, quarantine);
      return quarantinedVersions === groups ? current : { ...current, quarantinedVersions };
    });
    return toolQuarantined({ ...record, quarantine }, agent);
  };
}
