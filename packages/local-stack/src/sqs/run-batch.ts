import { object, text } from './read-input.ts';
import type { JsonObject, SqsCall } from './sqs-call.ts';
import { SqsError } from './sqs-error.ts';

/** Quota of every batch call. */
const MAX_ENTRIES = 10;
const ENTRY_ID = /^[A-Za-z0-9_-]{1,80}$/;

/** The entries of a batch. Fails as a whole when there are none, too many, or two of one name. */
export function batchEntries({ input }: Pick<SqsCall, 'input'>): readonly JsonObject[] {
  const list = Array.isArray(input.Entries) ? input.Entries : [];
  const entries = list.map((_, index) => object(list as unknown as JsonObject, String(index)));
  if (entries.length === 0)
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > MAX_ENTRIES) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const ids = entries.map((entry) => text(entry, 'Id'));
  if (!ids.every((id) => ENTRY_ID.test(id))) {
    throw new SqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) < index);
  if (repeated === undefined) return entries;
  throw new SqsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
}

/** Does the work for each entry by itself: one may fail and the others succeed. */
export function runBatch(entries: readonly JsonObject[], work: (entry: JsonObject) => JsonObject): JsonObject {
  const Successful: JsonObject[] = [];
  const Failed: JsonObject[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...work(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.queryCode, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful, Failed };
}
