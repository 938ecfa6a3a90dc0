import { join } from 'node:path';
import { inTransaction, openDatabase } from '../../storage/open-database.ts';
import { SqsError } from '../sqs-error.ts';
import { createQueueNames, type QueueNames } from './arn.ts';
import { createDefineQueues, type QueueDefinition } from './define-queues.ts';
import type { OutgoingMessage, ReceivedMessage, SentMessage } from './message.ts';
import { createMoveTasks, type MoveTask } from './move-tasks.ts';
import type { Attributes } from './queue-attributes.ts';
import { createQueueRows, type MessageCounts, type Queue } from './queue-rows.ts';
import { SQS_SCHEMA, SQS_SCHEMA_VERSION } from './schema.ts';
import { createSend } from './send.ts';
import { createSettle } from './settle.ts';
import { createTake } from './take.ts';
import { createWaiters } from './waiters.ts';

export interface ReceiveOptions {
  readonly maxMessages: number;
  /** The setting of the queue when absent. */
  readonly visibilityTimeoutSeconds?: number;
  /** How long to wait for a first message; the setting of the queue when absent. */
  readonly waitSeconds?: number;
  /** Ends the wait, so that no message is handed to a receiver that has gone. */
  readonly signal?: AbortSignal;
}

/** The queues themselves, without the wire: for the server, for event notifications and for a pump in the same process. */
export interface Queues {
  readonly names: QueueNames;
  create(definition: QueueDefinition): void;
  /** Throws `QueueDoesNotExist`, as all calls do that name a queue. */
  get(name: string): Queue;
  list(): readonly Queue[];
  count(name: string): MessageCounts;
  setAttributes(name: string, changes: Attributes): void;
  setTags(name: string, tags: Readonly<Record<string, string>>): void;
  remove(name: string): void;
  purge(name: string): void;
  /** Stored for good when it returns. */
  send(name: string, message: OutgoingMessage): SentMessage;
  /** Waits for the first message only; none is lost when the wait ends empty. */
  receive(name: string, options: ReceiveOptions): Promise<readonly ReceivedMessage[]>;
  delete(name: string, receiptHandle: string): void;
  changeVisibility(name: string, receiptHandle: string, seconds: number): void;
  startMoveTask(sourceArn: string, destinationArn?: string): MoveTask;
  listMoveTasks(sourceArn: string, maxTasks: number): readonly MoveTask[];
  /** Ends all waits, then closes the file. */
  close(): void;
}

export interface OpenQueuesOptions {
  readonly dataDir: string;
  readonly region: string;
  readonly accountId: string;
  readonly now: () => Date;
}

export function openQueues({ dataDir, region, accountId, now }: OpenQueuesOptions): Queues {
  const database = openDatabase({ file: join(dataDir, 'sqs.db'), schema: SQS_SCHEMA, version: SQS_SCHEMA_VERSION });
  const names = createQueueNames(region, accountId);
  const rows = createQueueRows(database);
  const define = createDefineQueues(rows, names);
  const store = createSend(database);
  const taking = createTake(database, names);
  const settle = createSettle(database);
  const moveTasks = createMoveTasks(database, rows, names);
  const waiters = createWaiters();
  let isOpen = true;
  const nowMs = () => now().getTime();

  function change<T>(work: () => T, queue?: string): T {
    const result = inTransaction(database, work);
    if (queue === undefined) waiters.wakeAll();
    else waiters.wake(queue);
    return result;
  }

  function takeNow(name: string, { maxMessages, visibilityTimeoutSeconds }: ReceiveOptions) {
    const queue = rows.get(name);
    const seconds = visibilityTimeoutSeconds ?? queue.settings.visibilityTimeoutSeconds;
    const options = { maxMessages, visibilityTimeoutSeconds: seconds, nowMs: nowMs() };
    const { deadLetterQueue, messages } = inTransaction(database, () => ({
      deadLetterQueue: taking.retireExhausted(queue, options.nowMs),
      messages: taking.take(queue, options),
    }));
    if (deadLetterQueue !== undefined) waiters.wake(deadLetterQueue);
    return messages;
  }

  return {
    names,
    create: (definition) => change(() => define.create(definition, nowMs()), definition.name),
    get: rows.get,
    list: rows.list,
    count: (name) => rows.count(rows.get(name).name, nowMs()),
    setAttributes: (name, changes) => change(() => define.setAttributes(name, changes, nowMs()), name),
    setTags: (name, tags) => rows.put({ ...rows.get(name), tags }),
    remove: (name) => change(() => rows.remove(rows.get(name).name), name),
    purge: (name) => change(() => rows.removeMessages(rows.get(name).name), name),
    send: (name, message) => change(() => store(rows.get(name), message, nowMs()), name),
    async receive(name, options) {
      const { settings } = rows.get(name);
      const deadlineMs = nowMs() + 1000 * (options.waitSeconds ?? settings.waitSeconds);
      while (isOpen && !options.signal?.aborted) {
        const messages = takeNow(name, options);
        const at = nowMs();
        if (messages.length > 0 || at >= deadlineMs) return messages;
        const untilMs = Math.min(deadlineMs, taking.nextDueAtMs(name, at) ?? deadlineMs);
        await waiters.wait(name, { untilMs, nowMs: at, ...(options.signal && { signal: options.signal }) });
      }
      return [];
    },
    delete: (name, handle) => change(() => settle.delete(rows.get(name), handle, nowMs()), name),
    changeVisibility: (name, handle, seconds) =>
      change(() => settle.changeVisibility(rows.get(name), handle, { seconds, nowMs: nowMs() }), name),
    startMoveTask: (sourceArn, destinationArn) => change(() => moveTasks.start(sourceArn, destinationArn, nowMs())),
    listMoveTasks: (sourceArn, maxTasks) => moveTasks.list(sourceArn, maxTasks),
    close() {
      isOpen = false;
      waiters.wakeAll();
      database.close();
    },
  };
}

/** Sends to the queue an ARN names, as a service does that holds the ARN in its settings. */
export function sendToArn(queues: Queues, queueArn: string, message: OutgoingMessage): 'sent' | 'no-such-queue' {
  const name = queues.names.nameOf(queueArn);
  if (name === undefined) return 'no-such-queue';
  try {
    queues.send(name, message);
    return 'sent';
  } catch (error) {
    if (error instanceof SqsError && error.code === 'QueueDoesNotExist') return 'no-such-queue';
    throw error;
  }
}
