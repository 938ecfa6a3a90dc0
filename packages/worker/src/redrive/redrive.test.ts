import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createSqsConnector } from '@dtr/adapters-aws';
import { moveDeadLetters } from './move-dead-letters.ts';
import { redriveTarget } from './redrive-target.ts';

describe('the queues of a redrive', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'dtr-redrive-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it('are those of the local stack, reached with the keys of its operator', () => {
    mkdirSync(join(dataDir, 'keys'));
    writeFileSync(join(dataDir, 'endpoints.json'), '{"sqs":"http://127.0.0.1:4100"}');
    writeFileSync(join(dataDir, 'keys', 'operator'), 'AKIA secret\n');

    expect(redriveTarget({ DTR_DATA_DIR: dataDir })).toEqual({
      deadLetterQueueUrl: 'http://127.0.0.1:4100/000000000000/dtr-local-work-dead',
      endpoint: 'http://127.0.0.1:4100',
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    });
  });

  it('are those that are named, in the region of their address', () => {
    const DEAD_LETTER_QUEUE_URL = 'https://sqs.eu-west-1.amazonaws.com/123456789012/dtr-dev-work-dead';

    expect(redriveTarget({ DEAD_LETTER_QUEUE_URL, AWS_REGION: 'us-east-1' })).toEqual({
      deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL,
      region: 'eu-west-1',
    });
  });

  it('need a stack or names', () => {
    expect(() => redriveTarget({ DTR_DATA_DIR: '/nowhere' })).toThrow(
      'No local stack has run in /nowhere: run "make start", or set DEAD_LETTER_QUEUE_URL.',
    );
  });
});

describe('a redrive', () => {
  const asked: { readonly action: string; readonly input: object }[] = [];
  const answers: Record<string, unknown[]> = {};
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    asked.push({ action, input: JSON.parse(await text(request)) });
    response.end(JSON.stringify(answers[action]?.shift() ?? {}));
  });
  let endpoint: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => server.close());

  const redrive = (queueUrl?: string) =>
    moveDeadLetters({
      connect: createSqsConnector({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'AKIA', secretAccessKey: 's' },
        useQueueUrlAsEndpoint: false,
      }),
      deadLetterQueueUrl: `${endpoint}/000000000000/dead`,
      queueUrl,
    });
  const queue = (QueueArn: string, ApproximateNumberOfMessages = '3') => ({
    Attributes: { QueueArn, ApproximateNumberOfMessages },
  });
  const task = (Status: string, more: object = {}) => ({ Results: [{ Status, ...more }] });

  it('starts nothing when there is nothing to move', async () => {
    answers.GetQueueAttributes = [queue('arn:dead', '0')];

    expect(await redrive()).toEqual({ moved: 0 });
    expect(asked.map(({ action }) => action)).toEqual(['GetQueueAttributes']);
  });

  it('moves each message to the queue it died in, and waits for the end', async () => {
    answers.GetQueueAttributes = [queue('arn:dead')];
    answers.ListMessageMoveTasks = [
      task('RUNNING', { ApproximateNumberOfMessagesMoved: 1 }),
      task('COMPLETED', { ApproximateNumberOfMessagesMoved: 3 }),
    ];

    expect(await redrive()).toEqual({ moved: 3 });
    expect(asked[1]).toEqual({ action: 'StartMessageMoveTask', input: { SourceArn: 'arn:dead' } });
  });

  it('moves them to the queue that is named, and says when not all could be moved', async () => {
    answers.GetQueueAttributes = [queue('arn:dead'), queue('arn:work')];
    answers.ListMessageMoveTasks = [
      task('FAILED', { ApproximateNumberOfMessagesMoved: 2, FailureReason: 'AccessDenied' }),
    ];

    expect(await redrive(`${endpoint}/000000000000/work`)).toEqual({ moved: 2, failure: 'AccessDenied' });
    expect(asked[2]?.input).toEqual({ SourceArn: 'arn:dead', DestinationArn: 'arn:work' });
  });
});
