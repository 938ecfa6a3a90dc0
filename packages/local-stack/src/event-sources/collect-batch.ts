import type { ReceivedMessage } from '../sqs/queues/message.ts';
import type { ReceiveOptions } from '../sqs/queues/open-queues.ts';

/** Most that one receive answers, as in SQS. */
const RECEIVE_LIMIT = 10;
/** How long one receive waits; the next follows at once. */
const WAIT_SECONDS = 20;

export interface BatchLimits {
  readonly batchSize: number;
  /** How long after its first message a batch waits for more. */
  readonly windowSeconds: number;
}

export type Receive = (options: ReceiveOptions) => Promise<readonly ReceivedMessage[]>;

/** Waits for a first message, then for as many more as fit until the window closes. Empty only when the signal aborts. */
export async function collectBatch(
  receive: Receive,
  { batchSize, windowSeconds }: BatchLimits,
  signal: AbortSignal,
): Promise<readonly ReceivedMessage[]> {
  const batch: ReceivedMessage[] = [];
  let deadlineMs = Number.POSITIVE_INFINITY;
  while (batch.length < batchSize && !signal.aborted) {
    const waitSeconds = Math.min(WAIT_SECONDS, Math.max(0, (deadlineMs - Date.now()) / 1_000));
    const maxMessages = Math.min(RECEIVE_LIMIT, batchSize - batch.length);
    const received = await receive({ maxMessages, waitSeconds, signal });
    if (batch.length === 0 && received.length > 0) deadlineMs = Date.now() + windowSeconds * 1_000;
    batch.push(...received);
    if (Date.now() >= deadlineMs) break;
  }
  return batch;
}
