import { setTimeout as sleep } from 'node:timers/promises';
import { type InvocationOutcome, requestBytesLimit } from '../lambda/invocation.ts';
import type { Log } from '../log/log.ts';
import type { ReceivedMessage } from '../sqs/queues/message.ts';
import type { Queues } from '../sqs/queues/open-queues.ts';
import { type BatchLimits, collectBatch } from './collect-batch.ts';
import { failedMessages } from './failed-messages.ts';
import { type QueueEvent, queueEvents } from './queue-event.ts';

/** What connects a queue to a function; the names are those of Lambda's event source mappings. */
export interface QueuePumpOptions extends BatchLimits {
  readonly queues: Queues;
  readonly queueName: string;
  readonly region: string;
  readonly functionName: string;
  readonly functionTimeoutSeconds: number;
  /** Batches that the function has at the same time. */
  readonly maximumConcurrency: number;
  /** With `true` the function may call single messages failed; else a batch succeeds or fails as a whole. */
  readonly reportsBatchItemFailures: boolean;
  readonly invoke: (functionName: string, payload: Buffer) => Promise<InvocationOutcome>;
  readonly log: Log;
}

export interface QueuePump {
  /** Takes no more messages, and waits for the batches that the function has. */
  stop(): Promise<void>;
}

/** After an invocation that was refused or a queue that cannot be read; nothing is asked again at once. */
const PAUSE_MS = 1_000;

/**
 * Brings the messages of a queue to a function as Lambda does: what the function has dealt with is deleted, everything else
 * comes back when its visibility timeout is over, and ends in the dead-letter queue that the queue names.
 * Throws when messages would come back while the function still has them.
 */
export function startQueuePump(options: QueuePumpOptions): QueuePump {
  assertVisibleLongEnough(options);
  const stopping = new AbortController();
  const pollers = Array.from({ length: options.maximumConcurrency }, () => poll(options, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(pollers);
    },
  };
}

function assertVisibleLongEnough({ queues, queueName, functionTimeoutSeconds }: QueuePumpOptions): void {
  const { visibilityTimeoutSeconds } = queues.get(queueName).settings;
  if (visibilityTimeoutSeconds >= functionTimeoutSeconds) return;
  throw new RangeError(
    `Queue visibility timeout: ${visibilityTimeoutSeconds} seconds is less than Function timeout: ${functionTimeoutSeconds} seconds`,
  );
}

async function poll(options: QueuePumpOptions, signal: AbortSignal): Promise<void> {
  const { queues, queueName, functionName, log } = options;
  while (!signal.aborted) {
    try {
      const batch = await collectBatch((asked) => queues.receive(queueName, asked), options, signal);
      const origin = { queueArn: queues.names.arnOf(queueName), region: options.region };
      for (const event of queueEvents(batch, origin, requestBytesLimit)) await deliver(options, event);
    } catch (error) {
      if (signal.aborted) return;
      log.write('warn', 'queue-pump', 'messages were not handed over', { queueName, functionName, reason: `${error}` });
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Hands messages over once. Rejects when the function was not run; the messages then come back by themselves. */
async function deliver(options: QueuePumpOptions, { messages, payload }: QueueEvent): Promise<void> {
  const { queueName, functionName, invoke, log } = options;
  const outcome = await invoke(functionName, payload);
  const done = messages.filter(settledBy(options, outcome, messages));
  for (const message of done) remove(options, message);
  const failed = messages.length - done.length;
  if (failed > 0) log.write('warn', 'queue-pump', 'messages failed', { queueName, functionName, failed });
}

/**
 * A message that has come back meanwhile, and is in other hands, stays: its receipt is another's. What cannot be deleted comes back, and
 * keeps nothing else from being deleted.
 */
function remove({ queues, queueName, log }: QueuePumpOptions, { messageId, receiptHandle }: ReceivedMessage): void {
  try {
    queues.delete(queueName, receiptHandle);
  } catch (error) {
    log.write('warn', 'queue-pump', 'a message was not deleted', { queueName, messageId, reason: `${error}` });
  }
}

function settledBy(
  { reportsBatchItemFailures }: QueuePumpOptions,
  { ok, payload }: InvocationOutcome,
  messages: readonly ReceivedMessage[],
): (message: ReceivedMessage) => boolean {
  if (!ok) return () => false;
  if (!reportsBatchItemFailures) return () => true;
  const failed = failedMessages(payload, new Set(messages.map(({ messageId }) => messageId)));
  return ({ messageId }) => failed !== 'all' && !failed.has(messageId);
}
