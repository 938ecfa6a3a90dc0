/**
 * What runs in the child process of a function: takes events from the Runtime API, calls the handler, posts what came of it.
 * Plain CommonJS without dependencies, because it is part of every cold start. It ends when the stack does.
 */
'use strict';

const http = require('node:http');
const { join } = require('node:path');
const { format } = require('node:util');

const { AWS_LAMBDA_RUNTIME_API, _HANDLER, LAMBDA_TASK_ROOT } = process.env;
const [host, port] = AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const BASE = '/2018-06-01/runtime';

/** Exit codes of the Lambda runtime for what nobody caught. */
const EXIT = { initError: 1, unhandledRejection: 128, uncaughtException: 129 };

let currentId;

function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: BASE + path, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

function errorBody(error, type) {
  const isError = typeof error === 'object' && error !== null && 'message' in error;
  const body = {
    errorType: type ?? (isError ? String(error.name ?? 'Error') : typeof error),
    errorMessage: isError ? String(error.message) : format('%s', error),
    trace: isError ? String(error.stack ?? '').split('\n') : [],
  };
  return { body: JSON.stringify(body), type: body.errorType };
}

function postError(path, error, type) {
  const { body, type: errorType } = errorBody(error, type);
  process.stdout.write(`ERROR\t${path === '/init/error' ? 'Init' : 'Invoke'} Error\t${body}\n`);
  return call('POST', path, body, {
    'content-type': 'application/json',
    'Lambda-Runtime-Function-Error-Type': encodeURIComponent(errorType),
  });
}

/** For errors outside the handler's promise: tells the API which invocation died of it, then ends. */
function fatal(code, type) {
  return (error) => {
    const path = currentId === undefined ? '/init/error' : `/invocation/${currentId}/error`;
    postError(path, error, type).finally(() => process.exit(code));
  };
}

function runtimeError(type, message) {
  return Object.assign(new Error(message), { name: type });
}

function loadHandler() {
  const at = _HANDLER.lastIndexOf('.');
  const [file, name] = [_HANDLER.slice(0, at), _HANDLER.slice(at + 1)];
  const path = join(LAMBDA_TASK_ROOT, file);
  const handler = loadModule(path)[name];
  if (typeof handler !== 'function') {
    throw runtimeError('Runtime.HandlerNotFound', `${_HANDLER} is undefined or not exported`);
  }
  return handler;
}

function loadModule(path) {
  try {
    require.resolve(path);
  } catch {
    throw runtimeError('Runtime.ImportModuleError', `Error: Cannot find module '${path}'`);
  }
  return require(path);
}

function contextOf(headers) {
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  const { env } = process;
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    // Client context and Cognito identity come with mobile callers only.
    clientContext: undefined,
    identity: undefined,
  };
}

/** Awaits a promise; a handler that returns none answers by its callback. What it returns directly counts for nothing. */
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error === null || error === undefined ? resolve(result) : reject(error));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
    else if (handler.length < 3) resolve(null);
  });
}

async function handleNext(handler) {
  const { headers, body } = await call('GET', '/invocation/next');
  const id = headers['lambda-runtime-aws-request-id'];
  currentId = id;
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  let text;
  try {
    text = JSON.stringify((await run(handler, JSON.parse(body), contextOf(headers))) ?? null) ?? 'null';
  } catch (error) {
    return postError(`/invocation/${id}/error`, error);
  }
  return call('POST', `/invocation/${id}/response`, text, { 'content-type': 'application/json' });
}

async function main() {
  process.on('unhandledRejection', fatal(EXIT.unhandledRejection, 'Runtime.UnhandledPromiseRejection'));
  process.on('uncaughtException', fatal(EXIT.uncaughtException));
  // The other end of stdin is held by the stack and by nothing else.
  process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0));
  process.stdin.resume();
  let handler;
  try {
    handler = loadHandler();
  } catch (error) {
    await postError('/init/error', error);
    process.exit(EXIT.initError);
  }
  for (;;) await handleNext(handler);
}

// Only a lost Runtime API ends up here: the stack is gone.
main().catch(() => process.exit(0));
