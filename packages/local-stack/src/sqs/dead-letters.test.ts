import {
  DeleteMessageCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { type OpenSqs, openSqs } from './testing/open-sqs.ts';

describe('SQS dead-letter queues', () => {
  let opened: OpenSqs;
  let sqs: SQSClient;
  let made = 0;
  const pair = async () => {
    const dead = await opened.queue(`dead-${made++}`);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    return { dead, source: await opened.queue(`source-${made}`, { VisibilityTimeout: '1', RedrivePolicy }) };
  };
  const receive = async (QueueUrl: string) => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    });
    return (await sqs.send(command)).Messages ?? [];
  };
  const die = async (QueueUrl: string) => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'doomed' }));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await receive(QueueUrl)).toHaveLength(1);
      opened.pass(1);
    }
    expect(await receive(QueueUrl)).toEqual([]);
  };

  beforeAll(async () => {
    opened = await openSqs();
    sqs = opened.client();
  });
  afterAll(() => opened.close());

  it('receive a message, with its origin, after as many receives as the policy allows', async () => {
    const { dead, source } = await pair();
    await die(source.QueueUrl);

    expect(await receive(dead.QueueUrl)).toMatchObject([
      { Body: 'doomed', Attributes: { DeadLetterQueueSourceArn: source.arn, ApproximateReceiveCount: '1' } },
    ]);
  });

  it('wake a receiver that waits for the dead', async () => {
    const { dead, source } = await pair();
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl: dead.QueueUrl, WaitTimeSeconds: 20 }));
    await die(source.QueueUrl);

    expect((await waiting).Messages).toHaveLength(1);
  });

  it('give their messages back to the queue they came from', async () => {
    const { dead, source } = await pair();
    await die(source.QueueUrl);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn }));
    const tasks = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn }));

    expect(tasks.Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
    const [message] = await receive(source.QueueUrl);
    expect(message).toMatchObject({ Body: 'doomed', Attributes: { ApproximateReceiveCount: '1' } });
    await sqs.send(new DeleteMessageCommand({ QueueUrl: source.QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  });

  it('say so when they cannot tell where a message came from', async () => {
    const { dead, source } = await pair();
    await sqs.send(new SendMessageCommand({ QueueUrl: dead.QueueUrl, MessageBody: 'sent here directly' }));
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn }));
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead.arn, DestinationArn: source.arn }));
    const tasks = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: dead.arn, MaxResults: 10 }));

    expect(tasks.Results?.map(({ Status }) => Status)).toEqual(['COMPLETED', 'FAILED']);
    expect(tasks.Results?.[1]?.FailureReason).toBe('CouldNotDetermineMessageSource');
    expect(await receive(source.QueueUrl)).toHaveLength(1);
  });

  it('are moved only when they are dead-letter queues and exist', async () => {
    const { source } = await pair();
    const start = (SourceArn: string) => sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));

    await expect(start(source.arn)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(start(`${source.arn}-gone`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
