import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createSqsConnector, createSqsWorkQueue } from '@dtr/adapters-aws';
import { describeWorkQueue } from '@dtr/core/testing';
import { credentials } from '../sigv4/testing/test-credentials.ts';
import { type OpenSqs, openSqs } from './testing/open-sqs.ts';

let sqs: OpenSqs;
beforeAll(async () => {
  sqs = await openSqs();
});
afterAll(() => sqs.close());

describeWorkQueue('SQS, emulated', async () => {
  const { QueueUrl } = await sqs.queue('work');
  const connect = createSqsConnector({ endpoint: sqs.endpoint, region: 'us-east-1', credentials });
  const client = sqs.client();
  return {
    queue: createSqsWorkQueue({ connect, queueUrl: QueueUrl }),
    async received() {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      for (const { ReceiptHandle } of Messages)
        await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      return Messages.map(({ Body = '' }) => JSON.parse(Body));
    },
  };
});
