import type { ToolOutboxEntry } from '../../domain/tool/outbox-entry.ts';
import { definitionTaken, nameTaken, toolConflict } from '../../domain/tool/refusals.ts';
import type { ToolChange, ToolRepository } from '../../ports/tool-repository.ts';
import { preconditionFailed } from './require-match.ts';

/** Writes a change or throws what was in its way; nothing is half written. */
export async function writeChange(tools: ToolRepository, change: ToolChange, entry: ToolOutboxEntry): Promise<void> {
  const outcome = await tools.replace(change, entry);
  if (outcome === 'written') return;
  if (outcome === 'stale') throw preconditionFailed();
  if (outcome === 'name-taken') throw nameTaken(change.after.name);
  if (outcome === 'definition-taken') throw definitionTaken();
  throw toolConflict();
}
