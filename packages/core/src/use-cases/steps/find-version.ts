import { findVersionQuarantine } from '../../domain/tool/quarantine.ts';
import { versionNotFound } from '../../domain/tool/refusals.ts';
import type { ToolRecord } from '../../domain/tool/tool-record.ts';
import type { ToolRepository } from '../../ports/tool-repository.ts';

/**
 * A version of a tool. The latest is the tool as it stands, with what was changed since around its definition; an older one is as it
 * was made. Who may see it is always the tool's own; it may run when the tool may and it is not quarantined by itself.
 */
export async function getVersion(
  tools: ToolRepository,
  current: ToolRecord,
  version = current.version,
): Promise<ToolRecord> {
  if (version === current.version) return current;
  const record = await tools.findVersion(current.toolId, version);
  if (record === undefined) throw versionNotFound(version);
  const { owner, visibility } = current;
  const { quarantine: _then, quarantinedVersions: _others, ...kept } = record;
  // What the latest version breaks stands in lines of its own code.
  const whole = current.quarantine && { ...current.quarantine, violations: [] };
  const quarantine = whole ?? findVersionQuarantine(current, version);
  const status = quarantine === undefined ? current.status : 'quarantined';
  return { ...kept, owner, visibility, status, ...(quarantine && { quarantine }) };
}
