import type { ReceivedMessages } from '@dtr/core';
import { asking } from '../outage.ts';
import type { QueueOptions } from './sqs-work-queue.ts';

/**
 * `hide` of a message that is not this receiver's any more does nothing: it is in the queue again, in other hands or gone. A
 * message stays hidden for 12 hours after it was received at most (SQS quota, checked 2026-11).
 */
export function createSqsReceivedMessages({ connect, queueUrl }: QueueOptions): ReceivedMessages {
  return {
    async hide(receiptHandle, seconds) {
      const { sdk, client } = await connect();
      const command = new sdk.ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      });
      try {
        await asking('queue', () => client.send(command));
      } catch (error) {
        if (!isNoLongerHeld(error)) throw error;
      }
    },
  };
}

/** The service has a name for it, but mostly says it by the text of a more general error. */
function isNoLongerHeld(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'MessageNotInflight' || error.message.includes('not available for visibility timeout change');
}
