import { gzipSync } from 'node:zlib';
import type { ExecutorRequest, ExecutorResponse } from '@dtr/contracts';
import { createScriptedValidator, describeToolExecutor, describeToolValidator } from '@dtr/core/testing';
import { type FakeService, startFakeService, testCredentials } from '../testing/fake-service.ts';
import { createLambdaConnector, type LambdaConnector } from './lambda-connection.ts';
import { createLambdaExecutor } from './lambda-executor.ts';
import { createLambdaValidator } from './lambda-validator.ts';

type Answer = Parameters<typeof startFakeService>[0];
const services: FakeService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

/** The adapters' own client, pointed at a service of this test. */
const connectTo = async (answer: Answer) => {
  const service = await startFakeService(answer);
  services.push(service);
  return { service, connect: connectorTo(service.endpoint) };
};
const connectorTo = (endpoint: string): LambdaConnector =>
  createLambdaConnector({ endpoint, region: 'us-east-1', credentials: testCredentials });

const response: ExecutorResponse = {
  status: 'succeeded',
  outputStatus: 'valid',
  output: { json: '12345678901234567890' },
  error: null,
  logs: { stdout: '', stderr: '', truncated: false },
  engine: 'test',
  usage: { durationMs: 1, startMs: 1 },
};
const request: ExecutorRequest = {
  executionId: 'exec-1',
  language: 'python',
  code: 'ü',
  entryPoint: 'f',
  calling: 'named',
  parameterNames: [],
  inputJson: '{"n":12345678901234567890}',
  limits: { timeoutMs: 1_000, memoryMb: 16, outputBytes: 1_000, logBytes: 100 },
};
const execute = async (answer: Answer) => {
  const { service, connect } = await connectTo(answer);
  return {
    service,
    result: await createLambdaExecutor({ connect, functionName: 'runs' }).execute(request, { tier: 'wasm' }),
  };
};
const answering =
  (body: unknown): Answer =>
  (_request, http) =>
    http.end(JSON.stringify(body));
const failing =
  (status: number, type: string): Answer =>
  (_request, http) => {
    http.writeHead(status, { 'x-amzn-errortype': type, 'content-type': 'application/json' }).end('{"message":"no"}');
  };

describeToolExecutor('Lambda, answered by a fake', async () => {
  const { connect } = await connectTo(({ body }, http) => {
    http.end(JSON.stringify({ ...response, output: { json: JSON.parse(body).inputJson } }));
  });
  return createLambdaExecutor({ connect, functionName: 'runs' });
});

describeToolValidator('Lambda, answered by a fake', async () => {
  const { connect } = await connectTo(async ({ body }, http) => {
    const payload = JSON.parse(body);
    const validator = createScriptedValidator();
    const answer = payload.checkPolicy
      ? { faults: await validator.checkPolicy(payload.checkPolicy) }
      : await validator.validate(payload);
    http.end(JSON.stringify(answer));
  });
  return createLambdaValidator({ connect, functionName: 'judges' });
});

describe('createLambdaExecutor', () => {
  it('sends the request whole to the function by its name', async () => {
    const { service, result } = await execute(answering(response));

    expect(service.requests[0]?.path).toBe('/2015-03-31/functions/runs/invocations');
    expect(JSON.parse(service.requests[0]?.body ?? '')).toEqual(request);
    expect(result).toMatchObject({ outcome: 'finished', execution: { outputJson: '12345678901234567890' } });
  });

  it('unpacks long outputs', async () => {
    const json = JSON.stringify('ü'.repeat(100_000));
    const output = { gzipBase64: gzipSync(json).toString('base64'), jsonBytes: json.length };

    const { result } = await execute(answering({ ...response, output }));

    expect(result).toMatchObject({ execution: { outputJson: json } });
  });

  it('does not unpack more than an output may have', async () => {
    const gzipBase64 = gzipSync(Buffer.alloc(17 * 1_024 * 1_024)).toString('base64');

    const { result } = await execute(answering({ ...response, output: { gzipBase64, jsonBytes: 1 } }));

    expect(result.outcome).toBe('unknown');
  });

  it.each([
    ['throttling', failing(429, 'TooManyRequestsException')],
    ['an absent function', failing(404, 'ResourceNotFoundException')],
    ['a refused right', failing(403, 'AccessDeniedException')],
    ['a sandbox that was not free', answering({ ...response, status: 'not_started', outputStatus: 'none' })],
  ])('knows that nothing ran after %s, and does not try again', async (_name, answer) => {
    const { service, result } = await execute(answer);

    expect(result.outcome).toBe('not-started');
    expect(service.requests).toHaveLength(1);
  });

  it('tells a function that is throttled from one that cannot be called', async () => {
    const throttled = await execute(failing(429, 'TooManyRequestsException'));
    const absent = await execute(failing(404, 'ResourceNotFoundException'));

    expect(throttled.result).toMatchObject({ isRateLimited: true });
    expect(absent.result).not.toHaveProperty('isRateLimited');
  });

  it('passes on what the interpreter said of code that it would not compile', async () => {
    const refusedByRuntime = { message: 'invalid syntax', line: 2 };

    const { result } = await execute(
      answering({ ...response, status: 'not_started', outputStatus: 'none', refusedByRuntime }),
    );

    expect(result).toMatchObject({ outcome: 'not-started', refusedByRuntime });
  });

  it.each([
    [
      'a crash of the function',
      ((_request, http) =>
        http.setHeader('x-amz-function-error', 'Unhandled').end('{"errorMessage":"gone"}')) as Answer,
    ],
    ['a failing service', failing(500, 'ServiceException')],
    ['a lost connection', ((_request, http) => http.destroy()) as Answer],
    ['an answer that is no JSON', ((_request, http) => http.end('<html>')) as Answer],
  ])('claims nothing after %s, and does not try again', async (_name, answer) => {
    const { service, result } = await execute(answer);

    expect(result.outcome).toBe('unknown');
    expect(service.requests).toHaveLength(1);
  });

  it('claims nothing when no answer comes in time', async () => {
    const { connect } = await connectTo(() => {});
    const hasty = { ...request, limits: { ...request.limits, timeoutMs: -3_300 } };

    const result = await createLambdaExecutor({ connect, functionName: 'runs' }).execute(hasty, { tier: 'wasm' });

    expect(result.outcome).toBe('unknown');
  });

  it.each([
    ['ECONNREFUSED', 'not-started'],
    ['ENOTFOUND', 'not-started'],
    ['ECONNRESET', 'unknown'],
    ['EPIPE', 'unknown'],
  ])('takes the network error %s for %s', async (code, outcome) => {
    const result = await executeOver(Object.assign(new Error('network'), { code }));

    expect(result.outcome).toBe(outcome);
  });

  it.each([
    [
      'before the connection stood',
      'the request socket did not establish a connection with the server within 1000 ms',
      'not-started',
    ],
    ['after it stood', 'a request has exceeded the configured 1000 ms requestTimeout', 'unknown'],
  ])('takes a time limit that ran out %s for what it is', async (_name, message, outcome) => {
    const result = await executeOver(Object.assign(new Error(message), { name: 'TimeoutError' }));

    expect(result.outcome).toBe(outcome);
  });
});

/** Over a network that fails with this error. */
function executeOver(error: Error) {
  const requestHandler = { handle: () => Promise.reject(error) };
  const connect = createLambdaConnector({ requestHandler, region: 'us-east-1', credentials: testCredentials });
  return createLambdaExecutor({ connect, functionName: 'runs' }).execute(request, { tier: 'wasm' });
}

describe('createLambdaValidator', () => {
  const validate = async (answers: readonly Answer[]) => {
    let index = 0;
    const { service, connect } = await connectTo((...given) => answers[index++]?.(...given));
    const verdict = createLambdaValidator({ connect, functionName: 'judges' }).validate({
      ...request,
      policy: {} as never,
    });
    return { service, verdict };
  };

  it('asks once more after a lost call', async () => {
    const { service, verdict } = await validate([
      failing(429, 'TooManyRequestsException'),
      answering({ verdict: 'accepted' }),
    ]);

    expect(await verdict).toEqual({ verdict: 'accepted' });
    expect(service.requests).toHaveLength(2);
  });

  it('reports an outage when it stays so, and a crash at once', async () => {
    const throttled = failing(429, 'TooManyRequestsException');
    const crashed: Answer = (_request, http) => http.setHeader('x-amz-function-error', 'Unhandled').end('{}');

    const lasting = await validate([throttled, throttled]);
    await expect(lasting.verdict).rejects.toMatchObject({ code: 'dependency.unavailable' });
    const crash = await validate([crashed]);
    await expect(crash.verdict).rejects.toMatchObject({ code: 'dependency.unavailable' });
    expect([lasting.service.requests.length, crash.service.requests.length]).toEqual([2, 1]);
  });
});
