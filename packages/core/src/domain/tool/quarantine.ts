import { limits, type Quarantine, type RuntimeRefusal, type ValidationReport, type Violation } from '@dtr/contracts';
import type { AppliedPolicy } from '../policy/applied-policy.ts';
import type { QuarantinedVersions, ToolRecord } from './tool-record.ts';

/** Why a policy refuses what it, or another one, accepted before. */
export function refusalBy(policy: AppliedPolicy, { violations }: ValidationReport): Omit<Quarantine, 'at'> {
  const { name } = policy.document;
  const rejecting = violations.filter(({ action }) => action === 'reject');
  return {
    policy: { name, version: policy.version, digest: policy.digest },
    reason: `policy ${name} in version ${policy.version} refuses what was accepted before`,
    violations: rejecting.slice(0, limits.keptViolations),
  };
}

export function quarantineBy(policy: AppliedPolicy, report: ValidationReport, at: string): Quarantine {
  return { at, ...refusalBy(policy, report) };
}

export function quarantineByRuntime(refusal: RuntimeRefusal, at: string): Quarantine {
  return {
    at,
    reason: "the sandbox's interpreter refuses code that the validator accepted",
    violations: [disagreement(refusal)],
  };
}

/** What the interpreter said, as a finding. */
export function disagreement({ message, line = 1 }: RuntimeRefusal): Violation {
  return {
    rule: 'runtime.disagreement',
    severity: 'high',
    action: 'reject',
    category: 'syntax',
    message: `the sandbox's interpreter does not compile this code: ${message}`,
    suggestion: 'Write the construct at this line in another way; the operator of this service has been told.',
    line,
    column: 1,
    endLine: line,
    endColumn: 1,
    snippet: '',
  };
}

/** The quarantine of an older version, if it has one. What it breaks in detail is not kept. */
export function findVersionQuarantine(
  { quarantinedVersions = [] }: ToolRecord,
  version: number,
): Quarantine | undefined {
  const group = quarantinedVersions.find(({ versions }) => versions.includes(version));
  if (group === undefined) return undefined;
  const { versions: _versions, ...reason } = group;
  return { ...reason, violations: [] };
}

/** The groups with one more version in that of its reason. */
export function withQuarantinedVersion(
  groups: readonly QuarantinedVersions[],
  version: number,
  { violations: _violations, ...reason }: Quarantine,
): readonly QuarantinedVersions[] {
  const isSame = (group: QuarantinedVersions) => group.policy?.digest === reason.policy?.digest;
  const group = groups.find(isSame) ?? { ...reason, versions: [] };
  if (group.versions.includes(version)) return groups;
  const versions = [...group.versions, version].sort((left, right) => left - right);
  return [...groups.filter((other) => !isSame(other)), { ...group, versions }];
}

/** The record as one that may be executed again. */
export function released(record: ToolRecord): ToolRecord {
  const { quarantine: _quarantine, ...rest } = record;
  return { ...rest, status: 'active' };
}
