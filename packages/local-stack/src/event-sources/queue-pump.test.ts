import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { InvocationOutcome } from '../lambda/invocation.ts';
import { LambdaError } from '../lambda/lambda-error.ts';
import { createLambdaService } from '../lambda/lambda-service.ts';
import { quietLog } from '../log/log.ts';
import { startProcessGuard } from '../process/process-guard.ts';
import { type OpenSqs, openSqs } from '../sqs/testing/open-sqs.ts';
import { aFunction, temporaryFolder, writeFunction } from '../testing/function-sources.ts';
import { eventually } from '../testing/processes.ts';
import { type QueuePump, type QueuePumpOptions, startQueuePump } from './queue-pump.ts';

interface Event {
  readonly Records: readonly {
    readonly messageId: string;
    readonly receiptHandle: string;
    readonly body: string;
    readonly attributes: Readonly<Record<string, string>>;
  }[];
}
type Invoked = (event: Event) => unknown;

describe('the queue pump', () => {
  let sqs: OpenSqs;
  let queue: { QueueUrl: string; arn: string };
  let deadLetters: { QueueUrl: string; arn: string };
  const pumps: QueuePump[] = [];
  const events: Event[] = [];

  beforeEach(async () => {
    sqs = await openSqs();
    events.length = 0;
    deadLetters = await sqs.queue('dead');
    const redrive = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: '2' });
    queue = await sqs.queue('work', { VisibilityTimeout: '60', RedrivePolicy: redrive });
  });

  afterEach(async () => {
    for (const pump of pumps.splice(0)) await pump.stop();
    await sqs.close();
  });

  const send = (body: string) =>
    sqs.client().send(
      new SendMessageCommand({
        QueueUrl: queue.QueueUrl,
        MessageBody: body,
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'test' } },
      }),
    );
  const sendAll = (bodies: readonly string[]) =>
    sqs.client().send(
      new SendMessageBatchCommand({
        QueueUrl: queue.QueueUrl,
        Entries: bodies.map((body, index) => ({ Id: `m${index}`, MessageBody: body })),
      }),
    );

  const hide = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
    sqs
      .client()
      .send(new ChangeMessageVisibilityCommand({ QueueUrl: queue.QueueUrl, ReceiptHandle, VisibilityTimeout }));

  const answered = (value: unknown, ok = true): InvocationOutcome => ({
    ok,
    payload: Buffer.from(JSON.stringify(value) ?? ''),
    logTail: '',
  });

  /** A pump to a function that does what `invoked` does; what that throws is a function error. */
  function start(invoked: Invoked, options: Partial<QueuePumpOptions> = {}): QueuePump {
    const pump = startQueuePump({
      queues: sqs.server.queues,
      queueName: 'work',
      region: 'us-east-1',
      functionName: 'worker',
      functionTimeoutSeconds: 60,
      batchSize: 10,
      windowSeconds: 0,
      maximumConcurrency: 1,
      reportsBatchItemFailures: true,
      log: quietLog,
      async invoke(_name, payload) {
        const event: Event = JSON.parse(payload.toString());
        events.push(event);
        try {
          return answered(await invoked(event));
        } catch (error) {
          if (error instanceof LambdaError) throw error;
          return answered({ errorMessage: String(error) }, false);
        }
      },
      ...options,
    });
    pumps.push(pump);
    return pump;
  }

  const bodies = () => events.flatMap(({ Records }) => Records.map(({ body }) => body));
  const counts = (name = 'work') => sqs.server.queues.count(name);
  const isEmpty = () => counts().visible + counts().inFlight === 0;
  const failing =
    (...failed: string[]): Invoked =>
    ({ Records }) => ({
      batchItemFailures: Records.filter(({ body }) => failed.includes(body)).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    });
  /** Lets the visibility timeout of everything in flight run out. */
  const comeBack = () => {
    sqs.pass(61);
    sqs.server.queues.setAttributes('work', {});
  };

  it('hands a message over as Lambda does, and deletes it when the function is done', async () => {
    const { MessageId } = await send('{"n":1}');

    start(() => undefined);
    await eventually(isEmpty, 'it is deleted');

    expect(events).toEqual([
      {
        Records: [
          {
            messageId: MessageId,
            receiptHandle: expect.any(String),
            body: '{"n":1}',
            attributes: expect.objectContaining({
              ApproximateReceiveCount: '1',
              SentTimestamp: expect.stringMatching(/^\d{13}$/),
              ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
              SenderId: expect.any(String),
            }),
            messageAttributes: {
              kind: { stringValue: 'test', stringListValues: [], binaryListValues: [], dataType: 'String' },
            },
            md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
            md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
            eventSource: 'aws:sqs',
            eventSourceARN: queue.arn,
            awsRegion: 'us-east-1',
          },
        ],
      },
    ]);
  });

  it('waits for more while the window is open, and gives at most a batch at once', async () => {
    await sendAll(['1', '2', '3']);
    start(() => undefined, { batchSize: 4, windowSeconds: 300 });
    await sendAll(['4', '5']);

    await eventually(() => events.length === 1, 'the batch is full');

    expect(events[0]?.Records).toHaveLength(4);
  });

  it('gives what there is when the window closes', async () => {
    await sendAll(['1', '2', '3']);

    start(() => undefined, { batchSize: 4, windowSeconds: 1 });
    await eventually(isEmpty, 'all are deleted');

    expect(events.map(({ Records }) => Records.length)).toEqual([3]);
  });

  it('splits a batch that is more than an invocation may carry', async () => {
    for (let count = 0; count < 8; count += 1) await send('x'.repeat(1_000_000));

    start(() => undefined);
    await eventually(isEmpty, 'all are deleted');

    expect(events.map(({ Records }) => Records.length)).toEqual([6, 2]);
  });

  it('deletes all but those that the function calls failed, which come back', async () => {
    await sendAll(['good', 'bad', 'fine']);

    start(failing('bad'));
    await eventually(() => counts().inFlight === 1, 'one is left');
    comeBack();
    await eventually(() => events.length === 2, 'it came back');

    expect(bodies()).toEqual(['good', 'bad', 'fine', 'bad']);
    expect(events[1]?.Records[0]?.attributes.ApproximateReceiveCount).toBe('2');
  });

  it('deletes nothing after a function error, nor after an answer that names a message it was not given', async () => {
    await sendAll(['1', '2']);
    let answer: Invoked = () => {
      throw new Error('broke');
    };
    start((event) => answer(event));
    await eventually(() => events.length === 1, 'it was called');
    answer = () => ({ batchItemFailures: [{ itemIdentifier: 'stranger' }] });
    comeBack();
    await eventually(() => events.length === 2, 'they came back');

    expect(counts()).toMatchObject({ inFlight: 2 });
  });

  it('brings a failed message back when the function says, not when its queue does', async () => {
    await sendAll(['good', 'bad']);
    start(async (event) => {
      const bad = event.Records.find(({ body }) => body === 'bad');
      if (bad && events.length === 1) await hide(bad.receiptHandle, 20);
      return events.length === 1 ? failing('bad')(event) : undefined;
    });
    await eventually(() => counts().inFlight === 1, 'the first attempt');

    sqs.pass(21);
    sqs.server.queues.setAttributes('work', {});
    await eventually(isEmpty, 'it came back and was done');

    expect(bodies()).toEqual(['good', 'bad', 'bad']);
  });

  it('deletes no message that came back while the function had it and is in other hands', async () => {
    const { promise: firstMayEnd, resolve: endFirst } = Promise.withResolvers<void>();
    const { promise: secondMayEnd, resolve: endSecond } = Promise.withResolvers<void>();
    const ended: string[] = [];
    await send('m');
    start(
      async (event) => {
        const attempt = event.Records[0]?.attributes.ApproximateReceiveCount;
        if (attempt === '1') await hide(event.Records[0]?.receiptHandle, 0);
        await (attempt === '1' ? firstMayEnd : secondMayEnd);
        ended.push(`attempt ${attempt}`);
        return attempt === '1' ? undefined : failing('m')(event);
      },
      { maximumConcurrency: 2 },
    );
    await eventually(() => events.length === 2, 'another has it too');

    endFirst();
    await eventually(() => ended.length === 1, 'the first is done with it');
    endSecond();
    await eventually(() => ended.length === 2, 'the second has failed');

    expect(ended).toEqual(['attempt 1', 'attempt 2']);
    expect(counts()).toMatchObject({ visible: 0, inFlight: 1 });
  });

  it('takes a batch for done whatever is answered, when the function does not report single messages', async () => {
    await send('1');

    start(failing('1'), { reportsBatchItemFailures: false });

    await eventually(isEmpty, 'it is deleted');
  });

  it('leaves poison to the dead-letter queue after its attempts, and never runs the good again', async () => {
    await sendAll(['good', 'poison', 'better']);

    start(failing('poison'));
    await eventually(() => events.length === 1, 'the first attempt');
    comeBack();
    await eventually(() => events.length === 2, 'the second attempt');
    comeBack();
    await eventually(() => counts('dead').visible === 1, 'it is a dead letter');

    expect(bodies()).toEqual(['good', 'poison', 'better', 'poison']);
    expect(isEmpty()).toBe(true);
  });

  it('gives the function as many batches at the same time as it may have, and no more', async () => {
    const running = { now: 0, most: 0 };
    await sendAll(['1', '2', '3', '4', '5', '6']);

    start(
      async () => {
        running.now += 1;
        running.most = Math.max(running.most, running.now);
        await new Promise((resolve) => setTimeout(resolve, 30));
        running.now -= 1;
      },
      { batchSize: 1, maximumConcurrency: 2 },
    );
    await eventually(isEmpty, 'all are done');

    expect(running.most).toBe(2);
  });

  it('brings the one message of a quiet group when a batch ends, however many another group has waiting', async () => {
    const [first, others] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sendOf = (MessageGroupId: string) =>
      sqs
        .client()
        .send(new SendMessageCommand({ QueueUrl: queue.QueueUrl, MessageBody: MessageGroupId, MessageGroupId }));
    for (let count = 0; count < 50; count += 1) await sendOf('loud');
    start(() => (events.length === 1 ? first : others).promise, { batchSize: 1, maximumConcurrency: 2 });
    await eventually(() => events.length === 2, 'the function has all that it may have');

    await sendOf('quiet');
    first.resolve();
    await eventually(() => events.length === 3, 'it has the next');
    others.resolve();
    await eventually(isEmpty, 'it has had all');

    expect(bodies()).toEqual(['loud', 'loud', 'quiet', ...Array(48).fill('loud')]);
  });

  it('goes on after an invocation that was refused', async () => {
    await send('1');
    start(() => {
      if (events.length === 1) throw new LambdaError('TooManyRequestsException', 'Rate Exceeded.');
    });
    await eventually(() => events.length === 1, 'it was refused');

    comeBack();

    await eventually(isEmpty, 'it was done the second time');
  });

  it('stops when the batches that the function has are done, and takes no message after that', async () => {
    const { promise: release, resolve } = Promise.withResolvers<void>();
    await send('first');
    const pump = start(() => release);
    await eventually(() => events.length === 1, 'it has the first');

    const stopped = pump.stop();
    await send('second');
    resolve();
    await stopped;

    expect(bodies()).toEqual(['first']);
    expect(counts()).toMatchObject({ visible: 1, inFlight: 0 });
  });

  it('does not start when messages would come back while the function still has them', () => {
    expect(() => start(() => undefined, { functionTimeoutSeconds: 61 })).toThrow(
      'Queue visibility timeout: 60 seconds is less than Function timeout: 61 seconds',
    );
  });

  it('reaches a function in a process of its own', async () => {
    const folder = temporaryFolder();
    const guard = startProcessGuard();
    const source =
      'exports.handler = async ({ Records }) => ({ batchItemFailures: Records.filter((r) => r.body === "bad").map((r) => ({ itemIdentifier: r.messageId })) });';
    const worker = aFunction(writeFunction(folder.dir, 'worker', source), { name: 'worker' });
    const lambda = createLambdaService({ functions: [worker], guard, log: quietLog });
    await sendAll(['good', 'bad']);

    start(() => undefined, { invoke: lambda.invoke });
    await eventually(() => counts().inFlight === 1 && counts().visible === 0, 'the good one is deleted', 15_000);

    for (const pump of pumps.splice(0)) await pump.stop();
    await lambda.close();
    await guard.close();
    folder.remove();
  }, 180_000);
});
