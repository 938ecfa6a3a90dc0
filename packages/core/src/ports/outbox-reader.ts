import type { OutboxEntry } from '../domain/tool/outbox-entry.ts';

/** What was announced in the same transaction as a write to the catalogue. */
export interface OutboxReader {
  /** Oldest first, those after the entry named. Fewer than `limit` means: no more for now. */
  list(query: { readonly after?: string; readonly limit: number }): Promise<readonly OutboxEntry[]>;
  /** What had to follow has followed. Removing what is gone is no fault. */
  remove(entryIds: readonly string[]): Promise<void>;
}
