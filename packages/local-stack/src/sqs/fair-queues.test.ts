import {
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type OpenSqs, openSqs } from './testing/open-sqs.ts';

describe('SQS fair queues', () => {
  let opened: OpenSqs;
  let sqs: SQSClient;
  let QueueUrl: string;
  let made = 0;

  beforeAll(async () => {
    opened = await openSqs();
    sqs = opened.client();
  });
  beforeEach(async () => {
    ({ QueueUrl } = await opened.queue(`fair-${made++}`));
  });
  afterAll(() => opened.close());

  const send = (MessageBody: string, MessageGroupId?: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId }));
  const sendMany = async (count: number, MessageGroupId: string) => {
    for (let from = 0; from < count; from += 10) {
      const Entries = Array.from({ length: 10 }, (_, index) => ({
        Id: `m${index}`,
        MessageBody: `${MessageGroupId}${from + index}`,
        MessageGroupId,
      }));
      await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    }
  };
  const receive = async (MaxNumberOfMessages = 10) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages }))).Messages ?? [];
  const bodies = async (count?: number) => (await receive(count)).map(({ Body }) => Body);

  it('give the only message of a quiet group next, however many another group has waiting', async () => {
    await sendMany(1_000, 'loud');
    for (let receives = 0; receives < 3; receives += 1) await receive();
    await send('quiet', 'quiet');

    expect(await bodies(1)).toEqual(['quiet']);
    expect(await bodies(1)).toEqual(['loud30']);
  });

  it('share one receive among groups, the oldest of each first', async () => {
    await sendMany(10, 'a');
    await sendMany(10, 'b');
    await send('c0', 'c');

    expect(await bodies()).toEqual(['a0', 'b0', 'c0', 'a1', 'b1', 'a2', 'b2', 'a3', 'b3', 'a4']);
    expect(await bodies(2)).toEqual(['b4', 'a5']);
  });

  it('take each message without a group for a group of its own', async () => {
    await sendMany(10, 'a');
    await send('alone1');
    await send('alone2');

    expect(await bodies(5)).toEqual(['a0', 'alone1', 'alone2', 'a1', 'a2']);
  });

  it('count a message as in flight until it is back or deleted', async () => {
    await sendMany(10, 'a');
    await receive(2);
    await sendMany(10, 'b');

    expect(await bodies(2)).toEqual(['b0', 'b1']);
    opened.pass(31);
    expect(await bodies(2)).toEqual(['a0', 'b0']);
  });

  it('show the group to receivers that ask for it', async () => {
    await send('m', 'a');

    const asked = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['MessageGroupId'] });

    expect((await sqs.send(asked)).Messages?.[0]?.Attributes).toEqual({ MessageGroupId: 'a' });
  });

  it('need no group, and know no deduplication', async () => {
    const { SequenceNumber } = await send('m');
    expect(SequenceNumber).toBeUndefined();

    const command = new SendMessageCommand({ QueueUrl, MessageBody: 'm', MessageDeduplicationId: 'd' });
    await expect(sqs.send(command)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(send('m', 'two words')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});
