import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { InvokeCommand, type InvokeCommandInput, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { quietLog } from '../log/log.ts';
import { closeServer, listen } from '../net/listen.ts';
import { type ProcessGuard, startProcessGuard } from '../process/process-guard.ts';
import { aFunction, temporaryFolder, writeFunction } from '../testing/function-sources.ts';
import { eventually, isRunning } from '../testing/processes.ts';
import type { LambdaFunction } from './lambda-function.ts';
import { createLambdaServer } from './lambda-server.ts';
import { createLambdaService, type LambdaService } from './lambda-service.ts';

const keys = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

/** What the functions of this file do, by the `act` of their event. */
const ACTOR = `
const { spawn } = require('node:child_process');
const { readdirSync, writeFileSync } = require('node:fs');
exports.handler = async (event, context) => {
  const { act, value } = event;
  if (act === 'echo') return { event, pid: process.pid };
  if (act === 'context') return { ...context, remaining: context.getRemainingTimeInMillis() };
  if (act === 'environment') return { ...process.env, cwd: process.cwd() };
  if (act === 'nothing') return undefined;
  if (act === 'throw') throw new RangeError(value);
  if (act === 'throw-text') throw value;
  if (act === 'exit') process.exit(value);
  if (act === 'reject') { Promise.reject(new TypeError(value)); await new Promise(() => {}); }
  if (act === 'print') { console.log(value); console.error('to stderr'); return null; }
  if (act === 'answer-bytes') return 'x'.repeat(value);
  if (act === 'cycle') { const self = {}; self.self = self; return self; }
  if (act === 'hang') {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    console.log(JSON.stringify({ level: 'INFO', message: 'hanging', pids: [process.pid, child.pid] }));
    for (;;);
  }
  if (act === 'meet') {
    writeFileSync(value + '/' + process.pid, '');
    while (readdirSync(value).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    return process.pid;
  }
  if (act === 'sleep') { await new Promise((resolve) => setTimeout(resolve, value)); return process.pid; }
  return { event };
};
`;

// A busy machine takes its time to start processes.
jest.setTimeout(180_000);

describe('the Lambda API', () => {
  const folder = temporaryFolder();
  const printed: { message: string; fields: Record<string, unknown> | undefined }[] = [];
  let guard: ProcessGuard;
  let service: LambdaService;
  let client: LambdaClient;
  let endpoint: string;
  const server = createServer();

  const functions = (): LambdaFunction[] => {
    const actor = writeFunction(folder.dir, 'actor', ACTOR);
    const sources = {
      callback: 'exports.handler = (event, context, callback) => { setTimeout(callback, 5, null, event.value); };',
      direct: 'exports.handler = (event) => 42;',
      broken: 'throw new SyntaxError("at load");',
      unnamed: 'exports.other = () => {};',
      quitter: 'process.exit(7);',
    };
    return [
      aFunction(actor, { name: 'actor', environment: { COLOUR: 'green' } }),
      aFunction(actor, { name: 'hasty', timeoutSeconds: 1 }),
      aFunction(actor, {
        name: 'single',
        scaling: { minimum: 0, eager: 1, maximum: 1, concurrency: 2, idleMs: 60_000 },
      }),
      aFunction(`${folder.dir}/actor`, { name: 'missing', handler: 'absent.handler' }),
      ...Object.entries(sources).map(([name, source]) => aFunction(writeFunction(folder.dir, name, source), { name })),
    ];
  };

  beforeAll(async () => {
    guard = startProcessGuard();
    const log = {
      ...quietLog,
      write: (_level: string, _source: string, message: string, fields?: object) =>
        void printed.push({ message, fields: { ...fields } }),
    };
    service = createLambdaService({ functions: functions(), guard, log });
    const findCredentials = (id: string) =>
      id === keys.accessKeyId ? { ...keys, principalArn: 'arn:test' } : undefined;
    server.on('request', createLambdaServer({ service, findCredentials, log }));
    endpoint = `http://127.0.0.1:${await listen(server, 0)}`;
    client = new LambdaClient({ endpoint, region: 'us-east-1', credentials: keys, maxAttempts: 1 });
  });

  afterAll(async () => {
    client.destroy();
    await closeServer(server);
    await service.close();
    await guard.close();
    folder.remove();
  });

  async function invoke(FunctionName: string, event: unknown, more: Partial<InvokeCommandInput> = {}) {
    const output = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), ...more }));
    const text = output.Payload?.transformToString() ?? '';
    return { ...output, text, payload: text === '' ? undefined : JSON.parse(text) };
  }

  it('runs a function and gives back what it returned', async () => {
    const { StatusCode, FunctionError, ExecutedVersion, payload } = await invoke('actor', {
      act: 'echo',
      value: 'Grüße 🌍',
    });

    expect({ StatusCode, FunctionError, ExecutedVersion }).toEqual({
      StatusCode: 200,
      FunctionError: undefined,
      ExecutedVersion: '$LATEST',
    });
    expect(payload.event).toEqual({ act: 'echo', value: 'Grüße 🌍' });
  });

  it('takes a function by its ARN as well', async () => {
    const { payload } = await invoke('arn:aws:lambda:us-east-1:000000000000:function:actor', { act: 'echo' });

    expect(payload.event).toEqual({ act: 'echo' });
  });

  it('gives an empty object to a function that is called without a payload', async () => {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'actor' }));

    expect(Payload?.transformToString()).toBe('{"event":{}}');
  });

  it('tells the function what Lambda tells it', async () => {
    const { payload, $metadata } = await invoke('actor', { act: 'context' });

    expect(payload).toMatchObject({
      awsRequestId: $metadata.requestId,
      functionName: 'actor',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:actor',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/actor',
    });
    expect(payload.remaining).toBeGreaterThan(4_000);
    expect(payload.remaining).toBeLessThanOrEqual(5_000);
  });

  it('gives the function its own environment and nothing of ours', async () => {
    process.env.DTR_TEST_SECRET = 'ours';
    const { payload } = await invoke('actor', { act: 'environment' });
    delete process.env.DTR_TEST_SECRET;

    expect(payload).toMatchObject({
      COLOUR: 'green',
      AWS_ACCESS_KEY_ID: 'ASIAFIXTURE',
      AWS_SESSION_TOKEN: 'token',
      AWS_REGION: 'us-east-1',
      cwd: `${folder.dir}/actor`,
    });
    expect(payload).not.toHaveProperty('DTR_TEST_SECRET');
    expect(payload).not.toHaveProperty('HOME');
  });

  it('answers null for a function that returns nothing', async () => {
    expect((await invoke('actor', { act: 'nothing' })).text).toBe('null');
  });

  it('takes the answer of a callback, and ignores what a function without promise returns', async () => {
    expect((await invoke('callback', { value: 'by callback' })).payload).toBe('by callback');
    expect((await invoke('direct', {})).payload).toBeNull();
  });

  it('shows an error of the function with type, message and trace', async () => {
    const { StatusCode, FunctionError, payload } = await invoke('actor', { act: 'throw', value: 'too far' });

    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(payload).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
    expect(payload.trace[0]).toBe('RangeError: too far');
  });

  it('shows what is thrown although it is no error, and answers that are no JSON', async () => {
    expect((await invoke('actor', { act: 'throw-text', value: 'why' })).payload).toMatchObject({
      errorType: 'string',
      errorMessage: 'why',
    });
    expect((await invoke('actor', { act: 'cycle' })).payload).toMatchObject({ errorType: 'TypeError' });
  });

  it('goes on in a new process after one that nobody rescued', async () => {
    const before = (await invoke('actor', { act: 'echo' })).payload.pid;
    const rejected = await invoke('actor', { act: 'reject', value: 'forgotten' });
    const exited = await invoke('actor', { act: 'exit', value: 3 });
    const left = await invoke('actor', { act: 'exit', value: 0 });
    const after = (await invoke('actor', { act: 'echo' })).payload.pid;

    expect(rejected.payload).toMatchObject({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'forgotten',
    });
    expect(exited.payload.errorType).toBe('Runtime.ExitError');
    expect(exited.payload.errorMessage).toMatch(/^RequestId: [\w-]+ Error: Runtime exited with error: exit status 3$/);
    expect(left.payload.errorMessage).toMatch(/Runtime exited without providing a reason$/);
    expect(after).not.toBe(before);
  });

  it('kills a function that takes too long, with all it started, and serves the next event', async () => {
    const { FunctionError, payload } = await invoke('hasty', { act: 'hang' });

    expect(FunctionError).toBe('Unhandled');
    expect(payload.errorType).toBe('Sandbox.Timedout');
    expect(payload.errorMessage).toMatch(/Error: Task timed out after 1.00 seconds$/);
    const pids = printed.find(({ message }) => message === 'hanging')?.fields?.pids as number[];
    await eventually(() => !pids.some(isRunning), 'both processes are gone');
    expect((await invoke('hasty', { act: 'echo' })).payload.event).toEqual({ act: 'echo' });
  });

  it.each([
    ['broken', 'SyntaxError', 'at load'],
    ['unnamed', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['missing', 'Runtime.ImportModuleError', /Cannot find module '.*absent'/],
    ['quitter', 'Runtime.InitError', /ended with error: exit status 7 before it asked for an event/],
  ])('says why the function "%s" cannot be started', async (name, errorType, message) => {
    const { StatusCode, FunctionError, payload } = await invoke(name, {});

    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(payload.errorType).toBe(errorType);
    expect(payload.errorMessage).toMatch(message);
  });

  it('serves one event at a time in a process, and several processes at once', async () => {
    const value = join(folder.dir, 'meeting');
    mkdirSync(value);

    // Each is answered only when the other one is running too.
    const pids = await Promise.all([1, 2].map(() => invoke('actor', { act: 'meet', value })));

    expect(new Set(pids.map(({ payload }) => payload)).size).toBe(2);
  });

  it('refuses more invocations at once than the function allows, and keeps the rest waiting', async () => {
    const calls = [1, 2, 3].map(() => invoke('single', { act: 'sleep', value: 200 }));
    const results = await Promise.allSettled(calls);

    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason.name)).toEqual(['TooManyRequestsException']);
    const pids = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.payload] : []));
    expect(pids).toHaveLength(2);
    expect(new Set(pids).size).toBe(1);
  });

  it('gives back the end of the log when it is asked to', async () => {
    const text = `${'first '.repeat(2_000)}last`;
    const { LogResult } = await invoke('actor', { act: 'print', value: text }, { LogType: 'Tail' });
    const other = await invoke('actor', { act: 'echo' }, { LogType: 'Tail' });

    const log = Buffer.from(LogResult ?? '', 'base64').toString();
    expect(Buffer.byteLength(log)).toBe(4_096);
    expect(log).toMatch(/last\nto stderr\n$/);
    expect(Buffer.from(other.LogResult ?? '', 'base64').toString()).toBe('');
  });

  it('answers 204 to a dry run and 202 to an event, which then runs', async () => {
    expect((await invoke('actor', {}, { InvocationType: 'DryRun' })).StatusCode).toBe(204);
    expect((await invoke('actor', { act: 'print', value: 'event ran' }, { InvocationType: 'Event' })).StatusCode).toBe(
      202,
    );

    await eventually(() => printed.some(({ message }) => message === 'event ran'), 'the event has run');
  });

  it('knows the limits of payloads in both directions', async () => {
    const tooLarge = invoke('actor', { act: 'echo', value: 'x'.repeat(6_291_456) });
    const answer = await invoke('actor', { act: 'answer-bytes', value: 6_291_556 });
    const fits = await invoke('actor', { act: 'answer-bytes', value: 6_291_554 });
    const event = invoke('actor', { act: 'echo', value: 'x'.repeat(1_048_576) }, { InvocationType: 'Event' });

    await expect(tooLarge).rejects.toMatchObject({
      name: 'RequestTooLargeException',
      $metadata: { httpStatusCode: 413 },
    });
    expect(answer.payload.errorType).toBe('Function.ResponseSizeTooLarge');
    expect(fits.text).toHaveLength(6_291_556);
    await expect(event).rejects.toMatchObject({ name: 'RequestTooLargeException' });
  });

  it.each([
    [
      'nobody',
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
    ],
    ['actor:7', 'ResourceNotFoundException', 'Function not found: actor:7'],
  ])('does not find "%s"', async (name, error, message) => {
    await expect(invoke(name, {})).rejects.toMatchObject({ name: error, message, $metadata: { httpStatusCode: 404 } });
  });

  it('refuses a payload that is not JSON', async () => {
    const call = client.send(new InvokeCommand({ FunctionName: 'actor', Payload: '{"act":' }));

    await expect(call).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    ['a key it does not know', { accessKeyId: 'AKIAOTHER', secretAccessKey: 'secret' }, 'UnrecognizedClientException'],
    ['a wrong secret', { ...keys, secretAccessKey: 'guess' }, 'InvalidSignatureException'],
  ])('refuses %s', async (_name, credentials, error) => {
    const stranger = new LambdaClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });

    const call = stranger.send(new InvokeCommand({ FunctionName: 'actor', Payload: '{}' }));

    await expect(call).rejects.toMatchObject({ name: error, $metadata: { httpStatusCode: 403 } });
    stranger.destroy();
  });

  it('refuses requests without a signature', async () => {
    const unsigned = await fetch(`${endpoint}/2015-03-31/functions/actor/invocations`, { method: 'POST', body: '{}' });

    expect([unsigned.status, unsigned.headers.get('x-amzn-errortype')]).toEqual([
      403,
      'MissingAuthenticationTokenException',
    ]);
  });

  it('says that it knows no other operation', async () => {
    const call = client.send(new ListFunctionsCommand({}));

    await expect(call).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: 'Only Invoke is emulated.',
    });
  });
});
