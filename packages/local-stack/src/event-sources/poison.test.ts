import { ChangeMessageVisibilityCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { quietLog } from '../log/log.ts';
import { type OpenSqs, openSqs } from '../sqs/testing/open-sqs.ts';
import { eventually } from '../testing/processes.ts';
import { type QueuePump, startQueuePump } from './queue-pump.ts';

const attempts = 5;
const ten = Array.from({ length: 10 }, (_, place) => place);

interface Record {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
}

describe('poison among good records', () => {
  let sqs: OpenSqs;
  let queue: { QueueUrl: string };
  let pump: QueuePump;
  let runs: Map<string, number>;
  let made = 0;
  const names = () => ({ work: `work-${made}`, dead: `dead-${made}` });

  beforeAll(async () => {
    sqs = await openSqs();
  });
  afterAll(() => sqs.close());

  beforeEach(async () => {
    made += 1;
    runs = new Map();
    const { arn } = await sqs.queue(names().dead);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: attempts });
    queue = await sqs.queue(names().work, { VisibilityTimeout: '60', RedrivePolicy });
  });
  afterEach(() => pump.stop());

  /** Gives poison back at once, as the worker does, so that no visibility timeout has to be waited for. */
  async function handle({ Records }: { readonly Records: readonly Record[] }) {
    const failed = Records.filter(({ body }) => body.startsWith('poison'));
    for (const { body } of Records) runs.set(body, (runs.get(body) ?? 0) + 1);
    for (const { receiptHandle: ReceiptHandle } of failed) {
      const giveBack = { QueueUrl: queue.QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
      await sqs.client().send(new ChangeMessageVisibilityCommand(giveBack));
    }
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }

  function start() {
    pump = startQueuePump({
      queues: sqs.server.queues,
      queueName: names().work,
      region: 'us-east-1',
      functionName: 'worker',
      functionTimeoutSeconds: 60,
      batchSize: 10,
      windowSeconds: 0,
      maximumConcurrency: 2,
      reportsBatchItemFailures: true,
      log: quietLog,
      async invoke(_name, payload) {
        return { ok: true, payload: Buffer.from(JSON.stringify(await handle(JSON.parse(`${payload}`)))), logTail: '' };
      },
    });
  }

  async function runBatch(isPoison: (place: number) => boolean) {
    const Entries = ten.map((place) => ({
      Id: `m${place}`,
      MessageBody: `${isPoison(place) ? 'poison' : 'good'} ${place}`,
    }));
    await sqs.client().send(new SendMessageBatchCommand({ QueueUrl: queue.QueueUrl, Entries }));
    start();
    const poison = ten.filter(isPoison).length;
    const { queues } = sqs.server;
    await eventually(() => queues.count(names().dead).visible === poison, 'the poison is a dead letter');
    const left = () => queues.count(names().work).visible + queues.count(names().work).inFlight;
    await eventually(() => left() === 0, 'the good is deleted');
    const wanted = ten.map((place) => (isPoison(place) ? [`poison ${place}`, attempts] : [`good ${place}`, 1]));
    expect(Object.fromEntries(runs)).toEqual(Object.fromEntries(wanted));
  }

  it.each(ten)('at place %i of ten is tried five times, and the good once', (place) =>
    runBatch((other) => other === place),
  );

  it.each([...ten, 10])('%i times in ten is tried five times each, and the good once', (count) =>
    runBatch((place) => place < count),
  );
});
