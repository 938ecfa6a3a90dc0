import { limits } from '@dtr/contracts';
import type { OutboxEntry } from '../domain/tool/outbox-entry.ts';
import type { OutboxReader } from '../ports/outbox-reader.ts';

export type ListOutbox = ReturnType<typeof makeListOutbox>;

/** What has to follow from writes to the catalogue, oldest first, after the entry named. */
export function makeListOutbox({ outbox }: { readonly outbox: OutboxReader }) {
  return async function listOutbox(after?: string): Promise<readonly OutboxEntry[]> {
    return outbox.list({ limit: limits.pageItems.maximum, ...(after !== undefined && { after }) });
  };
}
