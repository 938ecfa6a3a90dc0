import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type OpenSqs, openSqs } from './testing/open-sqs.ts';

describe('SQS FIFO queues', () => {
  let opened: OpenSqs;
  let sqs: SQSClient;
  let made = 0;
  const queue = async (rest = {}) =>
    (await opened.queue(`fifo-${made++}.fifo`, { FifoQueue: 'true', ...rest })).QueueUrl;
  const byContent = { ContentBasedDeduplication: 'true' };
  const send = (QueueUrl: string, MessageBody: string, MessageGroupId: string, rest = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId, ...rest }));
  const receive = async (QueueUrl: string, MaxNumberOfMessages = 10) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages }))).Messages ?? [];
  const bodies = async (QueueUrl: string, count?: number) => (await receive(QueueUrl, count)).map(({ Body }) => Body);
  const remove = (QueueUrl: string, ReceiptHandle?: string) =>
    sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

  beforeAll(async () => {
    opened = await openSqs();
    sqs = opened.client();
  });
  afterAll(() => opened.close());

  it('keep the order of each group and hold it back while one of its messages is in flight', async () => {
    const QueueUrl = await queue(byContent);
    for (const [body, group] of [
      ['a1', 'a'],
      ['b1', 'b'],
      ['a2', 'a'],
      ['b2', 'b'],
    ] as const)
      await send(QueueUrl, body, group);
    const [first] = await receive(QueueUrl, 1);

    expect(first?.Body).toBe('a1');
    expect(await bodies(QueueUrl)).toEqual(['b1', 'b2']);
    await remove(QueueUrl, first?.ReceiptHandle);
    expect(await bodies(QueueUrl)).toEqual(['a2']);
  });

  it('wake a waiting receiver when a group becomes free', async () => {
    const QueueUrl = await queue(byContent);
    await send(QueueUrl, '1', 'g');
    await send(QueueUrl, '2', 'g');
    const [first] = await receive(QueueUrl, 1);
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await remove(QueueUrl, first?.ReceiptHandle);

    expect((await waiting).Messages).toMatchObject([{ Body: '2' }]);
  });

  it('store a message once within five minutes, by content or by id', async () => {
    const QueueUrl = await queue(byContent);
    const first = await send(QueueUrl, 'same', 'g');
    const second = await send(QueueUrl, 'same', 'g');
    const third = await send(QueueUrl, 'same', 'g', { MessageDeduplicationId: 'another' });

    expect(second).toMatchObject({ MessageId: first.MessageId, SequenceNumber: first.SequenceNumber });
    expect(third.MessageId).not.toBe(first.MessageId);
    opened.pass(301);
    expect((await send(QueueUrl, 'same', 'g')).MessageId).not.toBe(first.MessageId);
    expect(await bodies(QueueUrl)).toHaveLength(3);
  });

  it('number their messages upwards', async () => {
    const QueueUrl = await queue(byContent);
    const numbers: string[] = [];
    for (const body of ['1', '2', '3']) numbers.push((await send(QueueUrl, body, 'g')).SequenceNumber ?? '');

    expect(numbers.map((number) => number.length)).toEqual([20, 20, 20]);
    expect([...numbers].sort()).toEqual(numbers);
  });

  it('refuse a receipt that has run out', async () => {
    const QueueUrl = await queue({ ...byContent, VisibilityTimeout: '1' });
    await send(QueueUrl, 'm', 'g');
    const [message] = await receive(QueueUrl);
    opened.pass(1);

    await expect(remove(QueueUrl, message?.ReceiptHandle)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('need a group, a way to tell messages apart, and no delay of their own', async () => {
    const QueueUrl = await queue();
    const ungrouped = new SendMessageCommand({ QueueUrl, MessageBody: 'm', MessageDeduplicationId: 'd' });

    await expect(sqs.send(ungrouped)).rejects.toMatchObject({ name: 'MissingParameter' });
    await expect(send(QueueUrl, 'm', 'g')).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const delayed = { MessageDeduplicationId: 'd', DelaySeconds: 1 };
    await expect(send(QueueUrl, 'm', 'g', delayed)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});
