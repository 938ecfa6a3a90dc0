import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LambdaError } from '../lambda/lambda-error.ts';
import { quietLog } from '../log/log.ts';
import { closeServer, listen } from '../net/listen.ts';
import { defaultCors } from './cors.ts';
import { createHttpApi } from './http-api.ts';
import { createKeyDoor } from './key-door.ts';

// biome-ignore lint/suspicious/noExplicitAny: events are looked into member by member.
type Event = any;

const admitted = { isAuthorized: true, context: { agent: '000000000000/agent/bot', scopes: ['tools:read'], count: 7 } };

describe('the key door', () => {
  const servers: Server[] = [];
  /** Events in the order in which functions got them. */
  const events: { readonly name: string; readonly event: Event }[] = [];

  afterEach(async () => {
    events.length = 0;
    for (const server of servers.splice(0)) await closeServer(server);
  });

  /** Starts an API whose authorizer answers with `answer()`, and whose function says yes to everything. */
  async function open(answer: () => unknown, authorizerTimeoutMs = 5_000) {
    const lambda = {
      async invoke(name: string, payload: Buffer) {
        events.push({ name, event: JSON.parse(payload.toString()) });
        const result = name === 'authorizer' ? await answer() : { statusCode: 200, body: 'ok' };
        return { ok: true, payload: Buffer.from(JSON.stringify(result) ?? 'null'), requestId: 'r', logTail: '' };
      },
    };
    const common = { operationId: 'x', function: 'tool-manager' } as const;
    const handle = createHttpApi({
      routes: [
        { ...common, method: 'POST', path: '/tools/{toolId}/execute', auth: 'iam' },
        { ...common, method: 'GET', path: '/health', auth: 'none' },
      ],
      functionNames: { 'tool-manager': 'tool-manager' },
      lambda,
      door: createKeyDoor({ functionName: 'authorizer', lambda, log: quietLog, authorizerTimeoutMs }),
      cors: defaultCors,
      throttle: 'off',
      log: quietLog,
    });
    const server = createServer(handle);
    servers.push(server);
    return `http://127.0.0.1:${await listen(server, 0)}`;
  }
  const execute = (api: string, headers: Record<string, string> = {}) =>
    fetch(`${api}/tools/t%201/execute?a=b`, { method: 'POST', headers, body: '{}' });
  const textOf = async (response: Response) => [response.status, await response.text()];

  it('asks the authorizer for every request, with the request but its body', async () => {
    const api = await open(() => admitted);

    await execute(api, { 'x-api-key': 'k', cookie: 'c=1' });
    await execute(api, { 'x-api-key': 'k' });

    expect(events.map(({ name }) => name)).toEqual(['authorizer', 'tool-manager', 'authorizer', 'tool-manager']);
    const [{ event } = { event: {} }] = events;
    expect(event).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeArn: 'arn:aws:execute-api:us-east-1:000000000000:local/$default/POST/tools/t 1/execute',
      identitySource: ['POST /tools/{toolId}/execute'],
      routeKey: 'POST /tools/{toolId}/execute',
      rawPath: '/tools/t 1/execute',
      rawQueryString: 'a=b',
      cookies: ['c=1'],
      headers: { 'x-api-key': 'k' },
      queryStringParameters: { a: 'b' },
      pathParameters: { toolId: 't 1' },
      requestContext: { accountId: '000000000000', apiId: 'local', http: { method: 'POST' }, stage: '$default' },
    });
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('isBase64Encoded');
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  it('hands what the authorizer said to the function, whatever its types', async () => {
    const api = await open(() => admitted);

    expect(await textOf(await execute(api))).toEqual([200, 'ok']);

    const { event } = events[1] ?? { event: {} };
    expect(event.requestContext.authorizer).toEqual({ lambda: admitted.context });
    expect([event.body, event.requestContext.requestId]).toEqual(['{}', events[0]?.event.requestContext.requestId]);
  });

  it('answers 403 in the words of the gateway when the authorizer says no', async () => {
    const api = await open(() => ({ isAuthorized: false, context: { reason: 'expired' } }));

    expect(await textOf(await execute(api))).toEqual([403, '{"message":"Forbidden"}']);
    expect(events).toHaveLength(1);
  });

  it('has no word for whoever the authorizer says nothing of', async () => {
    const api = await open(() => ({ isAuthorized: true }));
    await execute(api);

    expect(events[1]?.event.requestContext.authorizer).toEqual({ lambda: null });
  });

  it.each([
    ['gives no simple response', () => ({ principalId: 'x', policyDocument: {} })],
    ['gives text for yes', () => ({ isAuthorized: 'true' })],
    ['gives nothing', () => undefined],
    ['gives a context that is no object', () => ({ isAuthorized: true, context: 'bot' })],
    ['is busy', () => Promise.reject(new LambdaError('TooManyRequestsException', 'busy'))],
  ])('lets nobody in when the authorizer %s', async (_case, answer) => {
    const api = await open(answer);

    expect(await textOf(await execute(api))).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(events).toHaveLength(1);
  });

  it('lets nobody in when the authorizer takes too long', async () => {
    const api = await open(() => sleep(300).then(() => admitted), 30);

    expect(await textOf(await execute(api))).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  it('leaves open routes open', async () => {
    const api = await open(() => ({ isAuthorized: false }));

    expect((await fetch(`${api}/health`)).status).toBe(200);
    expect(events.map(({ name }) => name)).toEqual(['tool-manager']);
  });
});
