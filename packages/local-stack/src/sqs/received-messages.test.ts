import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { createSqsConnector, createSqsDeadLetters, createSqsReceivedMessages } from '@dtr/adapters-aws';
import { credentials } from '../sigv4/testing/test-credentials.ts';
import { type OpenSqs, openSqs } from './testing/open-sqs.ts';

let sqs: OpenSqs;
beforeAll(async () => {
  sqs = await openSqs();
});
afterAll(() => sqs.close());

const setUp = async (name: string) => {
  const { QueueUrl } = await sqs.queue(name, { VisibilityTimeout: '30' });
  const client = sqs.client();
  const given = { region: 'us-east-1', credentials, endpoint: sqs.endpoint };
  const options = { connect: createSqsConnector(given), queueUrl: QueueUrl };
  return {
    send: () => client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}' })),
    async receive() {
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
      return Messages[0]?.ReceiptHandle;
    },
    remove: (ReceiptHandle: string) => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
    received: createSqsReceivedMessages(options),
    deadLetters: createSqsDeadLetters(options),
  };
};

describe('the received messages of the adapters, with SQS emulated', () => {
  it('stay hidden as long as they are told to, and come back at once when they are given back', async () => {
    const { send, receive, received } = await setUp('hidden');
    await send();
    const handle = (await receive()) ?? '';

    await received.hide(handle, 60);
    sqs.pass(31);
    expect(await receive()).toBeUndefined();
    await received.hide(handle, 0);
    expect(await receive()).toEqual(expect.any(String));
  });

  it('are left alone by who does not hold them any more', async () => {
    const { send, receive, remove, received } = await setUp('lost');
    await send();
    const old = (await receive()) ?? '';
    sqs.pass(31);
    const current = (await receive()) ?? '';

    await received.hide(old, 0);
    expect(await receive()).toBeUndefined();
    await remove(current);
    await expect(received.hide(current, 60)).resolves.toBeUndefined();
  });
});

it('the dead letters of the adapters are all that is in the queue, whether somebody looks at it or not', async () => {
  const { send, receive, deadLetters } = await setUp('dead');
  expect(await deadLetters.count()).toBe(0);
  await send();
  await send();
  await receive();

  expect(await deadLetters.count()).toBe(2);
});
