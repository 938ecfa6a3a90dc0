import type { DeadLetters } from '@dtr/core';
import { asking } from '../outage.ts';
import type { QueueOptions } from './sqs-work-queue.ts';

/** `queueUrl` is that of the dead-letter queue. What somebody is just looking at or redriving counts: it has not left yet. */
export function createSqsDeadLetters({ connect, queueUrl }: QueueOptions): DeadLetters {
  return {
    async count() {
      const { sdk, client } = await connect();
      const command = new sdk.GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      });
      const { Attributes = {} } = await asking('queue', () => client.send(command));
      return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
    },
  };
}
