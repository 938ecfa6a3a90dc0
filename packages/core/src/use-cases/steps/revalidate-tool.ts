import type { Quarantine } from '@dtr/contracts';
import type { ToolId } from '../../domain/ids.ts';
import type { AppliedPolicy } from '../../domain/policy/applied-policy.ts';
import { quarantineBy, released, withQuarantinedVersion } from '../../domain/tool/quarantine.ts';
import type { QuarantinedVersions, ToolRecord } from '../../domain/tool/tool-record.ts';
import { type ChangeQuarantineDeps, makeChangeQuarantine, type QuarantineChange } from './change-quarantine.ts';
import type { Judge } from './judge.ts';
import { judgedRecord } from './judged-tool.ts';
import { olderVersions } from './older-versions.ts';
import type { PoliciesInForce } from './policies-in-force.ts';
import type { ReadDefinition } from './read-definition.ts';

export interface RevalidateToolDeps extends ChangeQuarantineDeps {
  readonly judge: Judge;
  readonly policiesInForce: PoliciesInForce;
  readonly readDefinition: ReadDefinition;
}

export interface Revalidation {
  /** Versions, the latest included. */
  readonly judged: number;
  readonly change: QuarantineChange;
}

export type RevalidateTool = (toolId: ToolId) => Promise<Revalidation>;

/**
 * Judges every version of a tool under the policy that its owner has now, and quarantines or releases accordingly. Safe to repeat and
 * to run beside itself: the policy is read after the tool, so that whoever writes last has seen the later policy.
 */
export function makeRevalidateTool(deps: RevalidateToolDeps): RevalidateTool {
  const { judge, policiesInForce, readDefinition, tools, clock } = deps;
  const changeQuarantine = makeChangeQuarantine(deps);

  const findQuarantine = async (record: ToolRecord, policy: AppliedPolicy): Promise<Quarantine | undefined> => {
    const { report } = await judge(await judgedRecord(readDefinition, record), policy);
    return report.verdict === 'rejected' ? quarantineBy(policy, report, clock.now().toISOString()) : undefined;
  };

  return async function revalidateTool(toolId) {
    let judged = 0;
    const change = await changeQuarantine(toolId, async (record) => {
      const policy = await policiesInForce.policyFor(record.owner);
      const latest = await findQuarantine(record, policy);
      judged = 1;
      let groups: readonly QuarantinedVersions[] = byRuntime(record);
      for await (const older of olderVersions(tools, record)) {
        const quarantine = await findQuarantine(older, policy);
        if (quarantine) groups = withQuarantinedVersion(groups, older.version, quarantine);
        judged += 1;
      }
      return withFindings(record, latest, groups);
    });
    return { judged, change };
  };
}

/** What the interpreter refused stays so under every policy. */
function byRuntime({ quarantinedVersions = [] }: ToolRecord): readonly QuarantinedVersions[] {
  return quarantinedVersions.filter(({ policy }) => policy === undefined);
}

/** The same record when it says already what was found, under the same policies: a repetition then writes nothing. */
function withFindings(
  record: ToolRecord,
  latest: Quarantine | undefined,
  groups: readonly QuarantinedVersions[],
): ToolRecord {
  const { quarantinedVersions = [], ...rest } = record;
  const isLatestRight = isRefusedByRuntime(record) || record.quarantine?.policy?.digest === latest?.policy?.digest;
  const areOlderRight = outlineOf(quarantinedVersions) === outlineOf(groups);
  if (isLatestRight && areOlderRight) return record;
  const older = groups.length > 0 && { quarantinedVersions: groups };
  if (isLatestRight) return { ...rest, ...older };
  return latest ? { ...rest, ...older, status: 'quarantined', quarantine: latest } : { ...released(rest), ...older };
}

function isRefusedByRuntime({ quarantine }: ToolRecord): boolean {
  return quarantine !== undefined && quarantine.policy === undefined;
}

/** Without the instants, in which repetitions differ. */
function outlineOf(groups: readonly QuarantinedVersions[]): string {
  return JSON.stringify(groups.map(({ policy, versions }) => [policy?.digest, versions]));
}
