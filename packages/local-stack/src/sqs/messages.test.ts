import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type OpenSqs, openSqs } from './testing/open-sqs.ts';

describe('SQS messages', () => {
  let opened: OpenSqs;
  let sqs: SQSClient;
  let made = 0;
  const queue = async (attributes = {}) => (await opened.queue(`messages-${made++}`, attributes)).QueueUrl;
  const send = (QueueUrl: string, MessageBody: string, rest = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...rest }));
  const receive = async (QueueUrl: string, rest = {}) =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...rest }))).Messages ?? [];

  beforeAll(async () => {
    opened = await openSqs();
    sqs = opened.client();
  });
  afterAll(() => opened.close());

  it('carries body and attributes with digests that the client verifies', async () => {
    const QueueUrl = await queue();
    const MessageAttributes = {
      text: { DataType: 'String', StringValue: 'ü' },
      count: { DataType: 'Number.int', StringValue: '7' },
      bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 1, 255]) },
    };
    const MessageSystemAttributes = { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1' } };
    await send(QueueUrl, '☃ {"a":1}', { MessageAttributes, MessageSystemAttributes });
    const [message] = await receive(QueueUrl, { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] });

    expect(message?.Body).toBe('☃ {"a":1}');
    expect(message?.MessageAttributes).toMatchObject({ text: { StringValue: 'ü' }, count: { StringValue: '7' } });
    expect(Buffer.from(message?.MessageAttributes?.bytes?.BinaryValue ?? [])).toEqual(Buffer.from([0, 1, 255]));
    expect(message?.Attributes).toMatchObject({
      ApproximateReceiveCount: '1',
      AWSTraceHeader: 'Root=1',
      SenderId: 'arn:aws:iam::000000000000:user/tester',
    });
  });

  it('gives only the attributes that were asked for', async () => {
    const QueueUrl = await queue();
    const attribute = { DataType: 'String', StringValue: 'x' };
    await send(QueueUrl, 'm', { MessageAttributes: { 'a.one': attribute, 'a.two': attribute, b: attribute } });
    const [message] = await receive(QueueUrl, { MessageAttributeNames: ['a.*'], AttributeNames: ['SentTimestamp'] });

    expect(Object.keys(message?.MessageAttributes ?? {})).toEqual(['a.one', 'a.two']);
    expect(Object.keys(message?.Attributes ?? {})).toEqual(['SentTimestamp']);
  });

  it('hides a received message until its visibility timeout ends, and counts its receives', async () => {
    const QueueUrl = await queue({ VisibilityTimeout: '30' });
    await send(QueueUrl, 'm');

    expect(await receive(QueueUrl)).toHaveLength(1);
    opened.pass(29);
    expect(await receive(QueueUrl)).toEqual([]);
    opened.pass(1);
    const [again] = await receive(QueueUrl, { MessageSystemAttributeNames: ['ApproximateReceiveCount'] });
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  });

  it('gives a message back at once when its visibility timeout is set to zero, or keeps it longer', async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, 'm');
    const change = async (VisibilityTimeout: number) => {
      const [message] = await receive(QueueUrl);
      await sqs.send(
        new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle, VisibilityTimeout }),
      );
    };
    await change(0);
    await change(60);

    opened.pass(45);
    expect(await receive(QueueUrl)).toEqual([]);
    opened.pass(15);
    expect(await receive(QueueUrl)).toHaveLength(1);
  });

  it('deletes by the latest receipt only', async () => {
    const QueueUrl = await queue({ VisibilityTimeout: '1' });
    await send(QueueUrl, 'm');
    const [first] = await receive(QueueUrl);
    opened.pass(1);
    const [second] = await receive(QueueUrl);
    const remove = (ReceiptHandle?: string) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));

    await remove(first?.ReceiptHandle);
    opened.pass(1);
    expect(await receive(QueueUrl, { VisibilityTimeout: 0 })).toHaveLength(1);
    await remove(second?.ReceiptHandle);
    const [third] = await receive(QueueUrl);
    await remove(third?.ReceiptHandle);
    await remove(third?.ReceiptHandle);
    opened.pass(60);
    expect(await receive(QueueUrl)).toEqual([]);
    await expect(remove('made-up')).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('refuses to change the visibility of a message that is not in flight', async () => {
    const QueueUrl = await queue({ VisibilityTimeout: '1' });
    await send(QueueUrl, 'm');
    const [message] = await receive(QueueUrl);
    opened.pass(1);
    const { ReceiptHandle } = message ?? {};

    const late = new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 5 });
    await expect(sqs.send(late)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  it('keeps a delayed message back, and forgets one that nobody fetched in time', async () => {
    const QueueUrl = await queue({ MessageRetentionPeriod: '60' });
    await send(QueueUrl, 'late', { DelaySeconds: 10 });

    expect(await receive(QueueUrl)).toEqual([]);
    opened.pass(10);
    expect(await receive(QueueUrl, { VisibilityTimeout: 0 })).toHaveLength(1);
    opened.pass(50);
    expect(await receive(QueueUrl)).toEqual([]);
  });

  it('wakes a waiting receiver when a message arrives or becomes visible', async () => {
    const QueueUrl = await queue();
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await send(QueueUrl, 'at once');
    await send(QueueUrl, 'later', { DelaySeconds: 1 });

    expect(await waiting).toMatchObject([{ Body: 'at once' }]);
    expect(await receive(QueueUrl, { WaitTimeSeconds: 20 })).toMatchObject([{ Body: 'later' }]);
  });

  it('gives a message to exactly one of many waiting receivers', async () => {
    const QueueUrl = await queue();
    const waiting = Array.from({ length: 5 }, () => receive(QueueUrl, { WaitTimeSeconds: 1 }));
    await send(QueueUrl, 'only one');

    expect((await Promise.all(waiting)).flat()).toHaveLength(1);
  });

  it('hands nothing to a receiver that has gone away', async () => {
    const QueueUrl = await queue();
    const abortController = new AbortController();
    const gone = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: abortController.signal,
    });
    setTimeout(() => abortController.abort(), 50);
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await send(QueueUrl, 'kept');

    expect(await receive(QueueUrl)).toHaveLength(1);
  });

  it('takes batches of ten, each entry by itself', async () => {
    const QueueUrl = await queue();
    const Entries = Array.from({ length: 10 }, (_, index) => ({
      Id: `m${index}`,
      MessageBody: index === 3 ? '\u0000' : 'm',
    }));
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const messages = await receive(QueueUrl);
    const held = messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    const changes = held.map((entry) => ({ ...entry, VisibilityTimeout: 5 }));
    const changed = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: changes }));
    const removed = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: held }));

    expect(sent.Failed).toMatchObject([{ Id: 'm3', Code: 'InvalidMessageContents', SenderFault: true }]);
    expect([sent.Successful, messages, changed.Successful, removed.Successful].map((list) => list?.length)).toEqual([
      9, 9, 9, 9,
    ]);
  });

  it('refuses batches that are empty, too long, too large or ambiguous', async () => {
    const QueueUrl = await queue();
    const batch = (Entries: { Id: string; MessageBody: string }[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const entries = (count: number, body = 'm') =>
      Array.from({ length: count }, (_, index) => ({ Id: `${index}`, MessageBody: body }));

    await expect(batch([])).rejects.toMatchObject({ name: 'EmptyBatchRequest' });
    await expect(batch(entries(11))).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    await expect(batch(entries(2, 'x'.repeat(600_000)))).rejects.toMatchObject({ name: 'BatchRequestTooLong' });
    await expect(batch([...entries(1), ...entries(1)])).rejects.toMatchObject({ name: 'BatchEntryIdsNotDistinct' });
    await expect(batch([{ Id: 'a b', MessageBody: 'm' }])).rejects.toMatchObject({ name: 'InvalidBatchEntryId' });
  });

  it('takes messages of exactly one MiB and none larger', async () => {
    const QueueUrl = await queue();
    await send(QueueUrl, 'x'.repeat(1_048_576));

    await expect(send(QueueUrl, 'x'.repeat(1_048_577))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const [message] = await receive(QueueUrl);
    expect(message?.Body).toHaveLength(1_048_576);
  });

  it('counts what is visible, in flight and delayed, and purges all of it', async () => {
    const QueueUrl = await queue();
    for (const rest of [{}, {}, { DelaySeconds: 60 }]) await send(QueueUrl, 'm', rest);
    await receive(QueueUrl, { MaxNumberOfMessages: 1 });
    const counts = async () => {
      const shown = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: inFlight } =
        shown.Attributes ?? {};
      return [visible, inFlight, shown.Attributes?.ApproximateNumberOfMessagesDelayed];
    };

    expect(await counts()).toEqual(['1', '1', '1']);
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await counts()).toEqual(['0', '0', '0']);
  });
});
