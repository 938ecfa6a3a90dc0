import { setTimeout as sleep } from 'node:timers/promises';
import { type QueuePump, startQueuePump } from '../event-sources/queue-pump.ts';
import { accountId, region } from '../lambda/lambda-function.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Log } from '../log/log.ts';
import type { Queues } from '../sqs/queues/open-queues.ts';
import type { Closers } from './closers.ts';
import { deadLetterQueueName, deployedName, queueName } from './function-names.ts';
import { workerTimeoutSeconds } from './functions.ts';

/**
 * The least that AWS accepts, where it advises six times as much: the worker itself hides its messages anew while it is at them, for a
 * minute each time, and those that failed until their next attempt. Only a message that no worker took note of comes back so late.
 */
export const workQueue = { visibilityTimeoutSeconds: workerTimeoutSeconds, maxReceiveCount: 5, batchSize: 1 } as const;
const daySeconds = 86_400;
/** How long messages that are being handled may take to finish when the stack stops. */
const drainMs = 1_500;

export const queueUrls = (sqsEndpoint: string) => ({
  queueUrl: `${sqsEndpoint}/${accountId}/${queueName}`,
  deadLetterQueueUrl: `${sqsEndpoint}/${accountId}/${deadLetterQueueName}`,
});

export interface WorkerFeed {
  /** Absent when the queues are not ours, and so neither ours to create nor to read. */
  readonly queues: Queues | undefined;
  readonly lambda: Pick<LambdaService, 'invoke'>;
  /** Batches that it has at the same time; with none the messages stay where they are. */
  readonly workers: number;
  readonly closers: Closers;
  readonly log: Log;
}

/** Makes sure of the worker's queues and brings their messages to it from now on. */
export function feedWorker({ queues, closers, ...feed }: WorkerFeed): void {
  if (queues === undefined) {
    feed.log.write('warn', 'stack', 'the queue is not ours: nothing brings its messages to the worker');
    return;
  }
  ensureWorkQueues(queues);
  const pump = startWorkerPump(queues, feed);
  // What takes longer comes back when its visibility timeout is over.
  closers.add(() => Promise.race([pump.stop(), sleep(drainMs, undefined, { ref: false })]));
}

/** Makes sure of the worker's queue and of where its messages end that failed too often; both keep what they hold. */
function ensureWorkQueues(queues: Queues): void {
  const deadLetterTargetArn = queues.names.arnOf(deadLetterQueueName);
  ensureQueue(queues, deadLetterQueueName, { MessageRetentionPeriod: String(14 * daySeconds) });
  ensureQueue(queues, queueName, {
    VisibilityTimeout: String(workQueue.visibilityTimeoutSeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: workQueue.maxReceiveCount }),
  });
}

/** Brings the queue's messages to the worker, as Terraform's event source mapping does. */
function startWorkerPump(queues: Queues, { lambda, workers, log }: Omit<WorkerFeed, 'queues' | 'closers'>): QueuePump {
  return startQueuePump({
    queues,
    queueName,
    region,
    functionName: deployedName('worker'),
    functionTimeoutSeconds: workerTimeoutSeconds,
    batchSize: workQueue.batchSize,
    windowSeconds: 0,
    maximumConcurrency: workers,
    reportsBatchItemFailures: true,
    invoke: lambda.invoke,
    log,
  });
}

/** A queue of an earlier start may have other attributes. */
function ensureQueue(queues: Queues, name: string, attributes: Readonly<Record<string, string>>): void {
  if (queues.list().some((queue) => queue.name === name)) queues.setAttributes(name, attributes);
  else queues.create({ name, attributes, tags: {} });
}
