import { type FakeService, startFakeService, testCredentials } from '../testing/fake-service.ts';
import { createSqsConnector } from './sqs-connection.ts';
import { createSqsReceivedMessages } from './sqs-received-messages.ts';

const services: FakeService[] = [];
afterAll(() => Promise.all(services.map((service) => service.close())));

const open = async (status: number, answer: object) => {
  const service = await startFakeService((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
  });
  services.push(service);
  const client = { endpoint: service.endpoint, region: 'us-east-1', credentials: testCredentials, maxAttempts: 1 };
  const queueUrl = `${service.endpoint}/000000000000/work`;
  return {
    service,
    queueUrl,
    messages: createSqsReceivedMessages({ connect: createSqsConnector(client), queueUrl }),
  };
};
const refusal = (code: string, message: string) => ({ __type: `com.amazonaws.sqs#${code}`, message });

describe('createSqsReceivedMessages', () => {
  it('hides the message whose handle it is given', async () => {
    const { service, queueUrl, messages } = await open(200, {});

    await messages.hide('handle', 60);

    const [request] = service.requests;
    expect(request?.headers['x-amz-target']).toBe('AmazonSQS.ChangeMessageVisibility');
    expect(JSON.parse(request?.body ?? '')).toEqual({
      QueueUrl: queueUrl,
      ReceiptHandle: 'handle',
      VisibilityTimeout: 60,
    });
  });

  it.each([
    ['MessageNotInflight', 'The message referred to is not in flight.'],
    [
      'InvalidParameterValue',
      'Value handle for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.',
    ],
  ])('has nothing to hide when the message is in other hands or gone: %s', async (code, message) => {
    const { messages } = await open(400, refusal(code, message));

    await expect(messages.hide('handle', 60)).resolves.toBeUndefined();
  });

  it.each([
    ['ReceiptHandleIsInvalid', 'The input receipt handle is invalid.'],
    ['InvalidParameterValue', 'Value -1 for parameter VisibilityTimeout is invalid.'],
  ])('does not keep quiet about a fault of its own: %s', async (code, message) => {
    const { messages } = await open(400, refusal(code, message));

    await expect(messages.hide('handle', 60)).rejects.toMatchObject({ name: code });
  });

  it('reports an outage when the queue does not answer', async () => {
    const { messages } = await open(503, {});

    await expect(messages.hide('handle', 60)).rejects.toMatchObject({ code: 'dependency.unavailable' });
  });
});
