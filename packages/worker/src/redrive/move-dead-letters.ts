import { setTimeout as sleep } from 'node:timers/promises';
import type { SqsConnection, SqsConnector } from '@dtr/adapters-aws';

export interface RedriveOptions {
  readonly connect: SqsConnector;
  readonly deadLetterQueueUrl: string;
  /** Where they go; each to the queue it died in when absent. */
  readonly queueUrl?: string | undefined;
}

/** `failure`: why not all of them could be moved. */
export interface RedriveReport {
  readonly moved: number;
  readonly failure?: string | undefined;
}

/** How often a task that runs is looked at. */
const lookMs = 500;

/** Moves what a dead-letter queue holds back into work, and waits until that is done. Each message has all its attempts again. */
export async function moveDeadLetters(options: RedriveOptions): Promise<RedriveReport> {
  const connection = await options.connect();
  const source = await attributesOf(connection, options.deadLetterQueueUrl);
  if (Number(source.ApproximateNumberOfMessages) === 0) return { moved: 0 };
  const destination = options.queueUrl && (await attributesOf(connection, options.queueUrl));
  const SourceArn = source.QueueArn ?? '';
  const { client, sdk } = connection;
  await client.send(
    new sdk.StartMessageMoveTaskCommand({ SourceArn, ...(destination && { DestinationArn: destination.QueueArn }) }),
  );
  return endOfTask(connection, SourceArn);
}

async function attributesOf({ sdk, client }: SqsConnection, QueueUrl: string) {
  const asked = new sdk.GetQueueAttributesCommand({
    QueueUrl,
    AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
  });
  return (await client.send(asked)).Attributes ?? {};
}

/** A queue has one task at a time: the latest is ours. */
async function endOfTask({ sdk, client }: SqsConnection, SourceArn: string): Promise<RedriveReport> {
  for (;;) {
    const { Results = [] } = await client.send(new sdk.ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
    const { Status, ApproximateNumberOfMessagesMoved: moved = 0, FailureReason } = Results[0] ?? {};
    if (Status === 'COMPLETED') return { moved };
    if (Status !== 'RUNNING') return { moved, failure: FailureReason ?? `the task is ${Status}` };
    await sleep(lookMs);
  }
}
