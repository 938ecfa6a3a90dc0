import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Credentials } from '@dtr/client';
import type { SweepEvent } from '@dtr/contracts';

/** What an operator does to the worker of a local stack: its queues, and its sweeps without waiting for the clock. */
export interface WorkerDoor {
  send(body: string): Promise<void>;
  /** How many messages wait or are in somebody's hands. */
  depth(queue: 'work' | 'work-dead'): Promise<number>;
  purgeDeadLetters(): Promise<void>;
  sweep(kind: SweepEvent['kind']): Promise<unknown>;
  close(): void;
}

export function openWorkerDoor(
  endpoints: { readonly api: string; readonly sqs?: string; readonly lambda?: string },
  credentials: Credentials,
): WorkerDoor {
  const region = 'us-east-1';
  const sqs = new SQSClient({ endpoint: endpoints.sqs ?? '', region, credentials });
  const lambda = new LambdaClient({ endpoint: endpoints.lambda ?? '', region, credentials, maxAttempts: 1 });
  const urlOf = (queue: string) => `${endpoints.sqs}/000000000000/dtr-local-${queue}`;
  return {
    async send(MessageBody) {
      await sqs.send(new SendMessageCommand({ QueueUrl: urlOf('work'), MessageBody }));
    },
    async depth(queue) {
      const asked = new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] });
      const { Attributes: { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = {} } =
        await sqs.send(asked);
      return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
    },
    async purgeDeadLetters() {
      await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf('work-dead') }));
    },
    async sweep(kind) {
      const command = new InvokeCommand({ FunctionName: 'dtr-local-worker', Payload: JSON.stringify({ kind }) });
      const { Payload, FunctionError } = await lambda.send(command);
      const text = Payload?.transformToString() ?? '';
      if (FunctionError) throw new Error(`The sweep failed: ${text}`);
      return JSON.parse(text || 'null');
    },
    close() {
      sqs.destroy();
      lambda.destroy();
    },
  };
}
