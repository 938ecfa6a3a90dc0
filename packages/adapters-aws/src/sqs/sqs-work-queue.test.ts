import { createHash } from 'node:crypto';
import { authenticatedAgent } from '@dtr/core';
import { describeWorkQueue } from '@dtr/core/testing';
import { type FakeService, startFakeService, testCredentials } from '../testing/fake-service.ts';
import { createSqsConnector } from './sqs-connection.ts';
import { createSqsWorkQueue } from './sqs-work-queue.ts';

const services: FakeService[] = [];
afterAll(() => Promise.all(services.map((service) => service.close())));

const open = async (answer: Parameters<typeof startFakeService>[0]) => {
  const service = await startFakeService(answer);
  services.push(service);
  const client = { endpoint: service.endpoint, region: 'us-east-1', credentials: testCredentials };
  const queueUrl = `${service.endpoint}/000000000000/work`;
  return {
    service,
    queue: createSqsWorkQueue({ connect: createSqsConnector({ ...client, maxAttempts: 1 }), queueUrl }),
  };
};

const accepting: Parameters<typeof startFakeService>[0] = ({ body }, response) => {
  const MD5OfMessageBody = createHash('md5').update(JSON.parse(body).MessageBody).digest('hex');
  response.end(JSON.stringify({ MessageId: 'id', MD5OfMessageBody }));
};

describeWorkQueue('SQS, answered by a fake', async () => {
  const { service, queue } = await open(accepting);
  return {
    queue,
    received: async () => service.requests.map(({ body }) => JSON.parse(JSON.parse(body).MessageBody)),
  };
});

describe('createSqsWorkQueue', () => {
  const message = { kind: 'policy.revalidate', policy: 'default', digest: 'sha256:00' } as const;

  it('sends to the queue it was given', async () => {
    const { service, queue } = await open(accepting);

    await queue.send(message);

    expect(JSON.parse(service.requests[0]?.body ?? '')).toEqual({
      QueueUrl: `${service.endpoint}/000000000000/work`,
      MessageBody: JSON.stringify(message),
      MessageGroupId: 'system',
    });
  });

  it('makes a group of the messages of each agent, and keeps back what is to be delayed', async () => {
    const { service, queue } = await open(accepting);
    const agents = ['000000000000/role/weiß nicht', '000000000000/role/other'].map(authenticatedAgent);

    for (const agent of [...agents, ...agents]) await queue.send(message, { agent, delaySeconds: 5 });

    const sent = service.requests.map(({ body }) => JSON.parse(body));
    const [first, second, ...again] = sent.map(({ MessageGroupId }) => MessageGroupId);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
    expect(again).toEqual([first, second]);
    expect(sent.map(({ DelaySeconds }) => DelaySeconds)).toEqual([5, 5, 5, 5]);
  });

  it.each([500, 503])('reports an outage when the queue answers %i', async (status) => {
    const { queue } = await open((_request, response) => void response.writeHead(status).end('{}'));

    await expect(queue.send(message)).rejects.toMatchObject({ code: 'dependency.unavailable' });
  });

  it('reports an outage when the connection is lost', async () => {
    const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const requestHandler = { handle: () => Promise.reject(lost) };
    const client = { endpoint: 'http://127.0.0.1:9', region: 'us-east-1', credentials: testCredentials };
    const connect = createSqsConnector({ ...client, requestHandler });
    const queue = createSqsWorkQueue({ connect, queueUrl: `${client.endpoint}/000000000000/work` });

    await expect(queue.send(message)).rejects.toMatchObject({ code: 'dependency.unavailable' });
  });
});
