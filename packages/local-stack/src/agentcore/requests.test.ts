import { ListCodeInterpreterSessionsCommand } from '@aws-sdk/client-bedrock-agentcore';
import { awsFetch } from '../net/aws-call.ts';
import { credentials } from '../sigv4/testing/test-credentials.ts';
import { codeInterpreterIdentifier, type OpenAgentCore, openAgentCore } from './testing/open-agentcore.ts';

describe('a request to the Code Interpreter', () => {
  let opened: OpenAgentCore;
  let now = Date.now();
  const send = (method: string, path: string, body: string) =>
    awsFetch(
      'bedrock-agentcore',
      { endpoint: opened.endpoint, credentials, region: 'us-east-1' },
      { method, url: new URL(path, opened.endpoint), headers: { 'content-type': 'application/json' }, body },
    );

  beforeAll(async () => {
    opened = await openAgentCore({ quotas: {}, now: () => new Date(now) });
  }, 180_000);
  beforeEach(() => {
    now = Date.now();
  });
  afterAll(() => opened.close());

  it.each([
    ['a wrong secret', { accessKeyId: 'AKIDTEST', secretAccessKey: 'wrong' }, 'InvalidSignatureException'],
    ['an unknown key', { accessKeyId: 'AKIDOTHER', secretAccessKey: 'x' }, 'UnrecognizedClientException'],
  ])('is refused with %s', async (_, wrong, name) => {
    const client = opened.anotherClient({ credentials: wrong });

    await expect(
      client.send(new ListCodeInterpreterSessionsCommand({ codeInterpreterIdentifier })),
    ).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 403 } });
  });

  it('is refused without a signature', async () => {
    const url = `${opened.endpoint}/code-interpreters/${codeInterpreterIdentifier}/sessions/start`;

    const response = await fetch(url, { method: 'PUT', body: '{}' });

    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'MissingAuthenticationTokenException',
    ]);
  });

  it.each([
    ['PUT', `/code-interpreters/${codeInterpreterIdentifier}/sessions/start`, 'not json', 400, 'ValidationException'],
    ['PUT', `/code-interpreters/${codeInterpreterIdentifier}/sessions/start`, '[]', 400, 'ValidationException'],
    ['POST', `/code-interpreters/${codeInterpreterIdentifier}/sessions/start`, '{}', 404, 'UnknownOperationException'],
    ['POST', '/runtimes/x/invocations', '{}', 404, 'UnknownOperationException'],
  ])('%s %s with %s gets %d %s', async (method, path, body, status, type) => {
    const response = await send(method, path, body);

    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([status, type]);
    expect(await response.json()).toEqual(expect.objectContaining({ message: expect.any(String) }));
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is throttled beyond thirty in a second, each operation by itself', async () => {
    now += 60_000;
    const list = () =>
      opened.client.send(new ListCodeInterpreterSessionsCommand({ codeInterpreterIdentifier })).then(
        () => 'well',
        ({ name }: Error) => name,
      );
    opened.client.config.systemClockOffset = 60_000;
    const outcomes = await Promise.all(Array.from({ length: 35 }, list));

    expect(outcomes.filter((outcome) => outcome === 'well')).toHaveLength(30);
    expect(outcomes.filter((outcome) => outcome === 'ThrottlingException')).toHaveLength(5);
    await expect(opened.start()).resolves.toBeDefined();
    now += 100;
    expect(
      [await list(), await list(), await list(), await list()].filter((outcome) => outcome === 'well'),
    ).toHaveLength(3);
  });
});
