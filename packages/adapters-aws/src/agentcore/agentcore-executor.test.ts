import type { ServerResponse } from 'node:http';
import type { ExecutorRequest } from '@dtr/contracts';
import { newUlid } from '@dtr/core/testing';
import { systemClock } from '../system-clock.ts';
import { type FakeService, startFakeService, testCredentials } from '../testing/fake-service.ts';
import { createAgentCoreConnector } from './agentcore-connection.ts';
import { createAgentCoreExecutor } from './agentcore-executor.ts';

type Answer = (response: ServerResponse) => void;
interface Script {
  readonly start?: Answer;
  readonly invoke?: Answer;
  readonly stop?: Answer;
}

const json = (body: object) => (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
const failing = (status: number, errorType: string) => (response: ServerResponse) => {
  response.statusCode = status;
  response.setHeader('x-amzn-errortype', errorType);
  json({ message: 'no' })(response);
};
const resetting: Answer = (response) => void response.socket?.resetAndDestroy();
const silent: Answer = () => undefined;
const started = json({
  codeInterpreterIdentifier: 'aws.codeinterpreter.v1',
  sessionId: '01ABC',
  createdAt: new Date(),
});
const emptyStream: Answer = (response) =>
  void response.setHeader('content-type', 'application/vnd.amazon.eventstream').end();

const services: FakeService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

const request: ExecutorRequest = {
  executionId: `exec-${newUlid()}`,
  language: 'python',
  code: 'def handler(input): return input',
  entryPoint: 'handler',
  calling: 'object',
  parameterNames: ['input'],
  inputJson: '{}',
  limits: { timeoutMs: 10_000, memoryMb: 64, outputBytes: 1_000, logBytes: 100 },
};

/** What becomes of an execution on a service that answers so, and which of its operations were called. */
async function executeOn(
  { start = started, invoke = emptyStream, stop = started }: Script,
  timeoutMs = 10_000,
  signal?: AbortSignal,
) {
  const service = await startFakeService(({ path }, response) => {
    const operation = path.includes('/start') ? start : path.includes('/invoke') ? invoke : stop;
    operation(response);
  });
  services.push(service);
  const connect = createAgentCoreConnector({
    endpoint: service.endpoint,
    region: 'us-east-1',
    credentials: testCredentials,
  });
  const executor = createAgentCoreExecutor({ connect, interpreterId: 'aws.codeinterpreter.v1', clock: systemClock });
  const limited = { ...request, limits: { ...request.limits, timeoutMs } };
  const outcome = await executor.execute(limited, { tier: 'microvm', ...(signal && { signal }) });
  const operations = service.requests.map(({ path }) => /(start|invoke|stop)/.exec(path)?.[0]);
  return { outcome, operations, requests: service.requests };
}

describe('an execution in a session', () => {
  it('is named so that a sweep knows when it is over, and has a minute more than its tool', async () => {
    const before = Math.floor(Date.now() / 1_000);
    const { requests } = await executeOn({}, 300_000);

    const { name, sessionTimeoutSeconds } = JSON.parse(requests[0]?.body ?? '');
    expect(sessionTimeoutSeconds).toBe(360);
    expect(name).toMatch(new RegExp(`^dtr-${request.executionId}-[0-9]+$`));
    expect(Number(name.split('-').at(-1)) - before).toBeGreaterThanOrEqual(360);
  });

  it.each<[string, Script, object, boolean]>([
    [
      'a throttled start',
      { start: failing(429, 'ThrottlingException') },
      { outcome: 'not-started', isRateLimited: true },
      false,
    ],
    [
      'too many sessions',
      { start: failing(402, 'ServiceQuotaExceededException') },
      { outcome: 'not-started', isRateLimited: true },
      false,
    ],
    ['a start that breaks', { start: failing(500, 'InternalServerException') }, { outcome: 'not-started' }, false],
    ['a start whose answer is lost', { start: resetting }, { outcome: 'not-started' }, false],
    [
      'a throttled invocation',
      { invoke: failing(429, 'ThrottlingException') },
      { outcome: 'not-started', isRateLimited: true },
      true,
    ],
    ['a refused invocation', { invoke: failing(403, 'AccessDeniedException') }, { outcome: 'not-started' }, true],
    ['an invocation that breaks', { invoke: failing(500, 'InternalServerException') }, { outcome: 'unknown' }, true],
    ['an invocation whose answer is lost', { invoke: resetting }, { outcome: 'unknown' }, true],
    ['a stream without an event', { invoke: emptyStream }, { outcome: 'unknown' }, true],
    [
      'a stream, and a stop that fails',
      { stop: failing(500, 'InternalServerException') },
      { outcome: 'unknown' },
      true,
    ],
  ])(
    'with %s ends as it must, asked for once, and is stopped if it was started',
    async (_, script, expected, isStopped) => {
      const { outcome, operations } = await executeOn(script);

      expect(outcome).toMatchObject(expected);
      expect('isRateLimited' in outcome).toBe('isRateLimited' in expected);
      expect(operations).toEqual(isStopped ? ['start', 'invoke', 'stop'] : ['start']);
    },
  );

  it('has not started when the service cannot be reached', async () => {
    const { endpoint, close } = await startFakeService(() => undefined);
    await close();
    const connect = createAgentCoreConnector({ endpoint, region: 'us-east-1', credentials: testCredentials });
    const executor = createAgentCoreExecutor({ connect, interpreterId: 'aws.codeinterpreter.v1', clock: systemClock });

    expect(await executor.execute(request, { tier: 'microvm' })).toMatchObject({ outcome: 'not-started' });
  });

  it('has not started when the SDK cannot be loaded', async () => {
    const connect = () => Promise.reject(new Error('no such module'));
    const executor = createAgentCoreExecutor({ connect, interpreterId: 'aws.codeinterpreter.v1', clock: systemClock });

    expect(await executor.execute(request, { tier: 'microvm' })).toMatchObject({ outcome: 'not-started' });
  });

  it('is stopped at its time limit, and timed out when that has worked', async () => {
    const { outcome, operations } = await executeOn({ invoke: silent }, 50);

    expect(outcome).toMatchObject({
      outcome: 'finished',
      execution: { status: 'timed_out', error: { type: 'TimedOut' } },
    });
    expect(operations).toEqual(['start', 'invoke', 'stop']);
  });

  it('has an unknown outcome when it could not be stopped at its time limit', async () => {
    const { outcome } = await executeOn({ invoke: silent, stop: failing(500, 'InternalServerException') }, 50);

    expect(outcome).toMatchObject({ outcome: 'unknown' });
  });

  it('is stopped again when its stop was throttled', async () => {
    const answers = [failing(429, 'ThrottlingException'), failing(429, 'ThrottlingException'), started];
    const stop: Answer = (response) => answers.shift()?.(response);

    const { operations } = await executeOn({ stop });

    expect(operations).toEqual(['start', 'invoke', 'stop', 'stop', 'stop']);
  });

  it('is stopped at once by the signal', async () => {
    const cancel = new AbortController();
    const invoke = () => cancel.abort();
    const startedAt = performance.now();

    const { outcome, operations } = await executeOn({ invoke }, 60_000, cancel.signal);

    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect([outcome.outcome, operations]).toEqual(['unknown', ['start', 'invoke', 'stop']]);
  });

  it('does not start when the signal came first', async () => {
    const { outcome, operations } = await executeOn({}, 1_000, AbortSignal.abort());

    expect([outcome.outcome, operations]).toEqual(['not-started', []]);
  });
});
