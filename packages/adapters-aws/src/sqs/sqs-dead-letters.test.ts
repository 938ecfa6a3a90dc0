import { type FakeService, startFakeService, testCredentials } from '../testing/fake-service.ts';
import { createSqsConnector } from './sqs-connection.ts';
import { createSqsDeadLetters } from './sqs-dead-letters.ts';

let service: FakeService | undefined;
afterEach(() => service?.close());

const open = async (status: number, answer: object) => {
  const started = await startFakeService((_request, response) => {
    response.writeHead(status).end(JSON.stringify(answer));
  });
  service = started;
  const client = { endpoint: started.endpoint, region: 'us-east-1', credentials: testCredentials, maxAttempts: 1 };
  const queueUrl = `${started.endpoint}/000000000000/work-dead`;
  return { started, queueUrl, deadLetters: createSqsDeadLetters({ connect: createSqsConnector(client), queueUrl }) };
};

describe('createSqsDeadLetters', () => {
  it('counts what waits there and what somebody is looking at', async () => {
    const { started, queueUrl, deadLetters } = await open(200, {
      Attributes: { ApproximateNumberOfMessages: '12', ApproximateNumberOfMessagesNotVisible: '3' },
    });

    expect(await deadLetters.count()).toBe(15);
    expect(JSON.parse(started.requests[0]?.body ?? '')).toEqual({
      QueueUrl: queueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    });
  });

  it('reports an outage when the queue does not answer', async () => {
    const { deadLetters } = await open(503, {});

    await expect(deadLetters.count()).rejects.toMatchObject({ code: 'dependency.unavailable' });
  });
});
