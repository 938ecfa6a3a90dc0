import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import { credentials } from '../sigv4/testing/test-credentials.ts';
import { type OpenSqs, openSqs } from './testing/open-sqs.ts';

describe('SQS queues', () => {
  let opened: OpenSqs;
  let sqs: SQSClient;
  const create = (QueueName: string, Attributes = {}) => sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const attributesOf = async (QueueUrl: string) =>
    (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes;

  beforeAll(async () => {
    opened = await openSqs();
    sqs = opened.client();
  });
  afterAll(() => opened.close());

  it('are created once, and again only with the same attributes', async () => {
    const { QueueUrl } = await create('same', { VisibilityTimeout: '5' });

    expect(await create('same', { VisibilityTimeout: '5' })).toMatchObject({ QueueUrl });
    expect(await create('same')).toMatchObject({ QueueUrl });
    await expect(create('same', { VisibilityTimeout: '6' })).rejects.toMatchObject({ name: 'QueueNameExists' });
  });

  it('show what was set and the usual values of the rest', async () => {
    const { QueueUrl = '' } = await create('shown', { DelaySeconds: '3' });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '77' } }));

    expect(await attributesOf(QueueUrl)).toMatchObject({
      QueueArn: 'arn:aws:sqs:us-east-1:000000000000:shown',
      DelaySeconds: '3',
      VisibilityTimeout: '77',
      MessageRetentionPeriod: '345600',
      MaximumMessageSize: '1048576',
      ApproximateNumberOfMessages: '0',
    });
  });

  it.each([
    [{ VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
    [{ DelaySeconds: '-1' }, 'InvalidAttributeValue'],
    [{ RedrivePolicy: 'nothing' }, 'InvalidAttributeValue'],
    [
      { RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:none","maxReceiveCount":1}' },
      'InvalidParameterValue',
    ],
    [{ Colour: 'red' }, 'InvalidAttributeName'],
    [{ ContentBasedDeduplication: 'true' }, 'InvalidAttributeName'],
  ])('refuse attributes that make no sense: %j', async (attributes, name) => {
    await expect(create('refused', attributes)).rejects.toMatchObject({ name });
  });

  it.each(['', 'a b', 'x'.repeat(81), 'a.fifo'])('refuse the name "%s"', async (name) => {
    await expect(create(name)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('are found by name and listed in pages', async () => {
    for (const name of ['list-a', 'list-b', 'list-c']) await create(name);
    const QueueNamePrefix = 'list-';
    const first = await sqs.send(new ListQueuesCommand({ QueueNamePrefix, MaxResults: 2 }));
    const rest = await sqs.send(new ListQueuesCommand({ QueueNamePrefix, MaxResults: 2, NextToken: first.NextToken }));
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'list-a' }));

    expect([first.QueueUrls?.length, rest.QueueUrls?.length, rest.NextToken]).toEqual([2, 1, undefined]);
    expect(QueueUrl).toBe(`${opened.endpoint}/000000000000/list-a`);
    const missing = sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }));
    await expect(missing).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  });

  it('carry tags', async () => {
    const { QueueUrl } = await create('tagged');
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { a: '1', b: '2' } }));
    await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ['a'] }));

    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ b: '2' });
  });

  it('go with their messages, and end the wait of their receivers', async () => {
    const { QueueUrl } = await create('gone');
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    const refused = expect(waiting).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));

    await refused;
    await create('gone');
    expect((await attributesOf(QueueUrl ?? ''))?.ApproximateNumberOfMessages).toBe('0');
  });
});

describe('SQS requests', () => {
  let opened: OpenSqs;
  beforeAll(async () => {
    opened = await openSqs();
  });
  afterAll(() => opened.close());
  const post = (headers = {}, body = '{}') => fetch(opened.endpoint, { method: 'POST', headers, body });

  it('are refused without a signature, with an unknown key and with a wrong secret', async () => {
    const listWith = (given: typeof credentials) =>
      opened.client({ credentials: given }).send(new ListQueuesCommand({}));
    const unsigned = await post({ 'x-amz-target': 'AmazonSQS.ListQueues' });

    expect([unsigned.status, await unsigned.json()]).toMatchObject([
      403,
      { __type: 'com.amazonaws.sqs#MissingAuthenticationToken' },
    ]);
    const unknown = listWith({ ...credentials, accessKeyId: 'AKIDOTHER' });
    await expect(unknown).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    const wrong = listWith({ ...credentials, secretAccessKey: 'nope' });
    await expect(wrong).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });

  it('name the queue by the path of its URL, whatever the host', async () => {
    await opened.queue('elsewhere');
    const sqs = opened.client({ useQueueUrlAsEndpoint: false });
    const send = (QueueUrl: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'm' }));

    await expect(send('http://sqs.example.com/000000000000/elsewhere')).resolves.toMatchObject({
      MessageId: expect.any(String),
    });
    await expect(send('http://sqs.example.com/111111111111/elsewhere')).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});
