import { AppError } from '@dtr/core';
import type { LogTarget } from '@dtr/lambda-kit';
import type { BatchAnswer, QueueEvent, QueueRecord } from '../queue-event.ts';
import { PoisonMessage, parseMessage } from './parse-message.ts';
import type { RecordTable } from './record-table.ts';

/** Handles every record of a batch on its own and answers which of them failed: only those come back. Never throws. */
export function handleBatch(table: RecordTable, log: LogTarget) {
  return async ({ Records }: QueueEvent): Promise<BatchAnswer> => {
    const failures = await Promise.all(Records.map((record) => failureOf(table, log, record)));
    return { batchItemFailures: failures.flatMap((failure) => failure ?? []) };
  };
}

async function failureOf(table: RecordTable, log: LogTarget, record: QueueRecord) {
  const { messageId, body, attributes } = record;
  try {
    const message = parseMessage(body);
    await table[message.kind](message);
    return undefined;
  } catch (error) {
    const attempt = Number(attributes.ApproximateReceiveCount);
    log.error({ message: 'record failed', messageId, attempt, ...reasonOf(error) });
    return { itemIdentifier: messageId };
  }
}

/** Our own errors say nothing that must not be logged; of others only the kind and the place are known to be harmless. */
function reasonOf(error: unknown) {
  if (error instanceof PoisonMessage) return { isPoison: true, reason: error.message };
  if (error instanceof AppError) return { code: error.code, reason: error.message };
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}
