import type { ReceivedMessages } from '@dtr/core';
import type { LogTarget } from '@dtr/lambda-kit';
import type { BatchAnswer, QueueEvent, QueueRecord } from '../queue-event.ts';
import { reasonOf } from '../reason-of.ts';
import type { WorkerMetrics } from '../worker-metrics.ts';
import { PoisonMessage, parseMessage } from './parse-message.ts';
import type { Delivery } from './record-deps.ts';
import type { RecordTable } from './record-table.ts';
import { retrySeconds } from './retry-seconds.ts';

export interface BatchDeps {
  readonly table: RecordTable;
  readonly messages: ReceivedMessages;
  readonly log: LogTarget;
  readonly metrics: WorkerMetrics;
  /** From 0 up to 1. */
  readonly random?: () => number;
}

/**
 * Handles every record of a batch on its own and answers which of them failed: only those come back, after a while that grows with
 * their attempts and not when the queue itself would show them again. Never throws.
 */
export function handleBatch(deps: BatchDeps) {
  return async ({ Records }: QueueEvent): Promise<BatchAnswer> => {
    const failures = await Promise.all(Records.map((record) => failureOf(deps, record)));
    return { batchItemFailures: failures.flatMap((failure) => failure ?? []) };
  };
}

async function failureOf(deps: BatchDeps, record: QueueRecord) {
  const { table, messages } = deps;
  const { messageId, receiptHandle, body } = record;
  try {
    const message = parseMessage(body);
    // The table pairs each kind with its handler, which the compiler cannot follow through a look-up.
    const handle = table[message.kind] as (given: typeof message, delivery: Delivery) => Promise<void>;
    await handle(message, { hide: (seconds) => messages.hide(receiptHandle, seconds) });
    return undefined;
  } catch (error) {
    await putOff(deps, record, error);
    return { itemIdentifier: messageId };
  }
}

/** Poison gets no better by waiting: its attempts are over at once, and an alarm says so. */
async function putOff(deps: BatchDeps, { messageId, receiptHandle, attributes }: QueueRecord, error: unknown) {
  const { messages, log, metrics, random = Math.random } = deps;
  const attempt = Number(attributes.ApproximateReceiveCount);
  const isPoison = error instanceof PoisonMessage;
  metrics.count(isPoison ? 'PoisonMessages' : 'FailedMessages');
  log.error({ message: 'record failed', messageId, attempt, ...reasonOf(error) });
  await messages.hide(receiptHandle, isPoison ? 0 : retrySeconds(attempt, random)).catch((cause: unknown) => {
    // It comes back when its visibility timeout is over.
    log.error({ message: 'failed record was not put off', messageId, ...reasonOf(cause) });
  });
}
