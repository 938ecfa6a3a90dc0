import type { WorkQueue } from '@dtr/core';
import { asking } from '../outage.ts';
import type { SqsConnector } from './sqs-connection.ts';

export interface WorkQueueOptions {
  readonly connect: SqsConnector;
  readonly queueUrl: string;
}

/** Sends to a standard queue. A send that was lost on its way back is repeated, so that a message may be there twice. */
export function createSqsWorkQueue({ connect, queueUrl }: WorkQueueOptions): WorkQueue {
  return {
    async send(message) {
      const { sdk, client } = await connect();
      const command = new sdk.SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) });
      await asking('queue', () => client.send(command));
    },
  };
}
