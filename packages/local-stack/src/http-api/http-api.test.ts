import { createServer, request as httpRequest, type Server } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PlainRequest, type SigningOptions, signRequest } from '@dtr/client';
import type { Route } from '@dtr/contracts';
import { LambdaError } from '../lambda/lambda-error.ts';
import { quietLog } from '../log/log.ts';
import { closeServer, listen } from '../net/listen.ts';
import { defaultCors } from './cors.ts';
import { createHttpApi, type HttpApiOptions } from './http-api.ts';
import { createIamDoor } from './iam-door.ts';
import { refuseMalformed } from './refuse-malformed.ts';

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
const principalArn = 'arn:aws:iam::000000000000:user/planner';
const route = (method: Route['method'], path: string, auth: Route['auth'] = 'iam'): Route => ({
  method,
  path,
  auth,
  operationId: path,
  function: 'tool-manager',
});
const routes = [
  route('POST', '/tools'),
  route('GET', '/tools'),
  route('GET', '/tools/{toolId}'),
  route('GET', '/health', 'none'),
];
// biome-ignore lint/suspicious/noExplicitAny: events are looked into member by member.
type Event = any;

describe('the HTTP API', () => {
  const servers: Server[] = [];
  /** Events that reached the function. */
  const events: Event[] = [];

  afterEach(async () => {
    events.length = 0;
    for (const server of servers.splice(0)) await closeServer(server);
  });

  /** Starts an API whose function answers with `answer(event)`. */
  async function open(
    answer: (event: Event) => unknown = () => ({ statusCode: 200 }),
    more: Partial<HttpApiOptions> = {},
  ) {
    const handle = createHttpApi({
      routes,
      functionNames: { 'tool-manager': 'the-function' },
      lambda: {
        async invoke(name, payload) {
          const event = JSON.parse(payload.toString());
          events.push({ name, ...event });
          const result = await answer(event);
          return { ok: true, payload: Buffer.from(JSON.stringify(result)), requestId: 'r', logTail: '' };
        },
      },
      door: createIamDoor((id) => (id === credentials.accessKeyId ? { ...credentials, principalArn } : undefined)),
      cors: { ...defaultCors, allowOrigins: ['https://app.example'] },
      throttle: 'off',
      log: quietLog,
      ...more,
    });
    const server = createServer(handle);
    refuseMalformed(server);
    servers.push(server);
    return `http://127.0.0.1:${await listen(server, 0)}`;
  }

  async function signed(request: PlainRequest, options: Partial<SigningOptions> = {}) {
    const { method, url, headers, body } = await signRequest(request, { credentials, ...options });
    return fetch(url, { method, headers: { ...headers }, ...(body !== '' && { body: body as string }) });
  }

  it('hands a signed request to the function as an event of format 2.0', async () => {
    const api = await open();
    const url = new URL('/tools?owner=me&tag=a%20b&tag=c%2Fd', api);

    await signed({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', 'user-agent': 'test/1' },
      body: '{"ü":1}',
    });

    expect(events[0]).toEqual({
      name: 'the-function',
      version: '2.0',
      routeKey: 'POST /tools',
      rawPath: '/tools',
      rawQueryString: 'owner=me&tag=a%20b&tag=c%2Fd',
      headers: expect.objectContaining({
        'content-type': 'application/json',
        'content-length': '8',
        host: url.host,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
      }),
      queryStringParameters: { owner: 'me', tag: 'a b,c/d' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        authorizer: {
          iam: {
            accessKey: 'AKIATEST',
            accountId: '000000000000',
            callerId: expect.stringMatching(/^AIDA[0-9A-F]{17}$/),
            cognitoIdentity: null,
            principalOrgId: null,
            userArn: principalArn,
            userId: expect.stringMatching(/^AIDA/),
          },
        },
        domainName: 'local.execute-api.us-east-1.localhost',
        domainPrefix: 'local',
        http: { method: 'POST', path: '/tools', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test/1' },
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        routeKey: 'POST /tools',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      body: '{"ü":1}',
      isBase64Encoded: false,
    });
  });

  it('decodes the path and its parameters, and leaves out who calls on an open route', async () => {
    const api = await open();

    await signed({ method: 'GET', url: new URL('/tools/gr%C3%BC%C3%9Fe%20%2B', api) });
    await fetch(`${api}/health`);

    expect(events[0]).toMatchObject({ rawPath: '/tools/grüße +', pathParameters: { toolId: 'grüße +' } });
    expect(events[1].requestContext).not.toHaveProperty('authorizer');
    expect(events[1]).not.toHaveProperty('pathParameters');
    expect(events[1]).not.toHaveProperty('body');
  });

  it('joins headers that came twice with commas, and gives cookies apart', async () => {
    const { port } = new URL(await open());
    const lines = [
      'GET /health HTTP/1.1',
      'Host: h',
      'X-Two: 1',
      'x-two: 2',
      'Cookie: a=1; b=2',
      'Connection: close',
      '',
      '',
    ];

    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => void socket.write(lines.join('\r\n')));
      socket.on('data', () => undefined).on('close', () => resolve());
    });

    expect(events[0].headers['x-two']).toBe('1,2');
    expect(events[0].cookies).toEqual(['a=1', 'b=2']);
    expect(events[0].headers).not.toHaveProperty('cookie');
    expect(events[0].headers).not.toHaveProperty('connection');
  });

  it('passes on what the function answers, with a request id', async () => {
    const api = await open(() => ({
      statusCode: 201,
      headers: { ETag: '"1"' },
      cookies: ['a=1', 'b=2'],
      body: 'made',
    }));

    const response = await signed({ method: 'GET', url: new URL('/tools', api) });

    expect([response.status, await response.text(), response.headers.get('etag')]).toEqual([201, 'made', '"1"']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-request-id')).toBe(events[0].requestContext.requestId);
  });

  it('keeps the request id that the function gave', async () => {
    const api = await open(() => ({ statusCode: 200, headers: { 'X-Request-Id': 'its-own' } }));

    expect((await fetch(`${api}/health`)).headers.get('x-request-id')).toBe('its-own');
  });

  it.each([
    ['without a signature', (api: string) => fetch(`${api}/tools`)],
    [
      'with a wrong secret',
      (api: string) => signed(get(api), { credentials: { ...credentials, secretAccessKey: 'x' } }),
    ],
    [
      'with an unknown key',
      (api: string) => signed(get(api), { credentials: { ...credentials, accessKeyId: 'AKIAX' } }),
    ],
    ['for another service', (api: string) => signed(get(api), { service: 'lambda' })],
    ['for another region', (api: string) => signed(get(api), { region: 'eu-west-1' })],
    ['signed six minutes ago', (api: string) => signed(get(api), { signingDate: new Date(Date.now() - 360_000) })],
    [
      'signed for six minutes later',
      (api: string) => signed(get(api), { signingDate: new Date(Date.now() + 360_000) }),
    ],
  ])('refuses a request %s before any function runs', async (_name, call) => {
    const response = await call(await open());

    expect([response.status, await response.text()]).toEqual([403, '{"message":"Forbidden"}']);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(events).toEqual([]);
  });

  it('refuses a request whose body is not the one that was signed', async () => {
    const url = new URL('/tools', await open());
    const { headers } = await signRequest({ method: 'POST', url, body: '{"a":1}' }, { credentials });

    const response = await fetch(url, { method: 'POST', headers: { ...headers }, body: '{"a":2}' });

    expect(response.status).toBe(403);
  });

  it.each(['/nowhere', '/tools/', '/health/x'])('knows no route %s and asks for no signature there', async (path) => {
    const response = await fetch(`${await open()}${path}`);

    expect([response.status, await response.text()]).toEqual([404, '{"message":"Not Found"}']);
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });

  it('refuses a path that is no UTF-8', async () => {
    const api = new URL(await open());
    const status = await new Promise((resolve) => {
      httpRequest({ host: api.hostname, port: api.port, path: '/tools/%ff' }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });

    expect(status).toBe(400);
  });

  it.each([
    ['NONSENSE\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    [
      `GET / HTTP/1.1\r\nHost: h\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
  ])('gives an answer with a request id also to what is no request it can read', async (bytes, status) => {
    const { port } = new URL(await open());
    let answer = '';

    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => void socket.write(bytes));
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('close', () => resolve());
    });

    expect(answer.split('\r\n')[0]).toBe(status);
    expect(answer).toMatch(/\r\nx-request-id: [0-9a-f-]{36}\r\n/);
    expect(answer).toMatch(/\r\n\r\n\{"message":"[\w ]+"\}$/);
  });

  it('refuses a body above 10 MB', async () => {
    const response = await fetch(`${await open()}/tools`, {
      method: 'POST',
      body: Buffer.alloc(10 * 1_024 * 1_024 + 1),
    });

    expect([response.status, await response.text()]).toEqual([413, '{"message":"Request Too Long"}']);
  });

  it('gives up waiting for a function after its time', async () => {
    const api = await open(() => sleep(200), { integrationTimeoutMs: 30 });

    const response = await fetch(`${api}/health`);

    expect([response.status, await response.text()]).toEqual([503, '{"message":"Service Unavailable"}']);
  });

  it('refuses what is beyond the rate, before it looks at signatures', async () => {
    const api = await open(undefined, { throttle: { requestsPerSecond: 0.001, burst: 2 } });

    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await fetch(`${api}/health`)).status);
    const response = await fetch(`${api}/tools`);

    expect(statuses).toEqual([200, 200, 429, 429]);
    expect([response.status, await response.text()]).toEqual([429, '{"message":"Too Many Requests"}']);
  });

  it.each([
    ['fails', { ok: false, payload: Buffer.from('{"errorType":"Error","errorMessage":"secret"}') }, 500],
    ['answers nonsense', { ok: true, payload: Buffer.from('{"statusCode":"x"}') }, 500],
  ])('hides from the caller why a function %s', async (_name, result, status) => {
    const lambda = { invoke: async () => ({ requestId: 'r', logTail: '', ...result }) };

    const response = await fetch(`${await open(undefined, { lambda })}/health`);

    expect([response.status, await response.text()]).toEqual([status, '{"message":"Internal Server Error"}']);
  });

  it('hides a function that is busy or absent, but says when the request was too large for one', async () => {
    const statusOf = async (error: Error) => {
      const lambda = { invoke: () => Promise.reject(error) };
      return (await fetch(`${await open(undefined, { lambda })}/health`)).status;
    };

    expect(await statusOf(new LambdaError('TooManyRequestsException', 'busy'))).toBe(500);
    expect(await statusOf(new LambdaError('RequestTooLargeException', 'large'))).toBe(413);
    expect(await statusOf(new Error('broken'))).toBe(500);
  });

  it('answers a preflight without a signature and without a function', async () => {
    const response = await fetch(`${await open()}/tools`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(events).toEqual([]);
  });

  it('shows other origins nothing, in a preflight and in an answer', async () => {
    const api = await open();
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };

    const preflight = await fetch(`${api}/tools`, { method: 'OPTIONS', headers });
    const answer = await fetch(`${api}/health`, { headers: { origin: 'https://evil.example' } });

    expect(preflight.headers.has('access-control-allow-origin')).toBe(false);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('adds to what the function says its answer varies with', async () => {
    const api = await open(() => ({ statusCode: 200, headers: { Vary: 'Accept-Encoding' } }));

    const response = await fetch(`${api}/health`, { headers: { origin: 'https://app.example' } });

    expect(response.headers.get('vary')).toBe('Accept-Encoding, Origin');
  });

  it('exposes its headers to allowed origins, also with a refusal', async () => {
    const response = await fetch(`${await open()}/tools`, { headers: { origin: 'https://app.example' } });

    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(response.headers.get('access-control-expose-headers')).toBe(
      'ETag,Location,X-Request-Id,Idempotent-Replayed,Preference-Applied,Retry-After,RateLimit,RateLimit-Policy',
    );
    expect(response.headers.get('vary')).toBe('Origin');
  });
});

const get = (api: string): PlainRequest => ({ method: 'GET', url: new URL('/tools', api) });
