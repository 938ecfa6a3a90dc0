import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log/log.ts';
import { readBody } from '../net/read-body.ts';
import type { FindCredentials, RefusalReason } from '../sigv4/types.ts';
import { verifySigV4 } from '../sigv4/verify-sigv4.ts';
import { eventBytesLimit, requestBytesLimit } from './invocation.ts';
import { LambdaError } from './lambda-error.ts';
import { region } from './lambda-function.ts';
import type { InvokeResult, LambdaService } from './lambda-service.ts';

/** The `Invoke` operation's path, with the function's name or ARN, and a qualifier that may only be `$LATEST` here. */
const INVOKE = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?Qualifier=([^&]+))?$/;

export interface LambdaServerOptions {
  readonly service: LambdaService;
  readonly findCredentials: FindCredentials;
  readonly log: Log;
}

/** The AWS Lambda API on the wire; only `Invoke`, which is all the product calls. Answers every request, signed or refused. */
export function createLambdaServer({ service, findCredentials, log }: LambdaServerOptions) {
  return async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await readBody(request, requestBytesLimit);
      if (body === 'aborted') return;
      if (body === 'too-large') throw tooLarge(requestBytesLimit);
      verify(request, body, findCredentials);
      await invoke(service, request, response, { body, log });
    } catch (error) {
      sendError(response, error, log);
    }
  };
}

function verify(
  { method = '', url = '', rawHeaders }: IncomingMessage,
  body: Buffer,
  findCredentials: FindCredentials,
) {
  const signed = { method, target: url, rawHeaders, body };
  const verification = verifySigV4(signed, { service: 'lambda', region, findCredentials, payload: 'signed' });
  if (verification.outcome === 'refused') throw refusal(verification.reason);
}

async function invoke(
  service: LambdaService,
  request: IncomingMessage,
  response: ServerResponse,
  { body, log }: { readonly body: Buffer; readonly log: Log },
): Promise<void> {
  const name = functionNameOf(request);
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const payload = body.length === 0 ? Buffer.from('{}') : body;
  service.assertKnown(name);
  if (type === 'DryRun') return send(response, 204, randomUUID());
  assertJson(payload);
  if (type === 'RequestResponse') return sendResult(response, await service.invoke(name, payload), request);
  if (type !== 'Event') throw new LambdaError('InvalidParameterValueException', `Unknown invocation type ${type}`);
  if (payload.length > eventBytesLimit) throw tooLarge(eventBytesLimit);
  // Its caller never hears of the outcome; the log does.
  service.invoke(name, payload).then(
    ({ ok, requestId }) => ok || log.write('warn', 'lambda', 'an event failed', { function: name, requestId }),
    (error) => log.write('warn', 'lambda', 'an event was not run', { function: name, reason: String(error) }),
  );
  return send(response, 202, randomUUID());
}

function functionNameOf({ method, url = '' }: IncomingMessage): string {
  const [, encoded, qualifier] = INVOKE.exec(url) ?? [];
  if (method !== 'POST' || encoded === undefined)
    throw new LambdaError('UnknownOperationException', 'Only Invoke is emulated.');
  const [name = '', version = qualifier ?? '$LATEST'] = decodeURIComponent(encoded)
    .replace(/^(arn:aws:lambda:[^:]*:)?(\d{12}:)?(function:)?/, '')
    .split(':');
  if (decodeURIComponent(version) === '$LATEST') return name;
  throw new LambdaError('ResourceNotFoundException', `Function not found: ${name}:${version}`);
}

function assertJson(payload: Buffer): void {
  try {
    JSON.parse(payload.toString());
  } catch (error) {
    const reason = `Could not parse request body into json: ${error instanceof Error ? error.message : error}`;
    throw new LambdaError('InvalidRequestContentException', reason);
  }
}

function sendResult(response: ServerResponse, result: InvokeResult, request: IncomingMessage): void {
  const tail = request.headers['x-amz-log-type'] === 'Tail';
  send(response, 200, result.requestId, result.payload, {
    'X-Amz-Executed-Version': '$LATEST',
    ...(!result.ok && { 'X-Amz-Function-Error': 'Unhandled' }),
    ...(tail && { 'X-Amz-Log-Result': Buffer.from(result.logTail).toString('base64') }),
  });
}

function sendError(response: ServerResponse, error: unknown, log: Log): void {
  if (!(error instanceof LambdaError)) log.write('error', 'lambda', 'the emulator failed', { reason: String(error) });
  const { code, status, message } =
    error instanceof LambdaError ? error : new LambdaError('ServiceException', 'The emulator failed; see its log.');
  const body = Buffer.from(JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message, message }));
  send(response, status, randomUUID(), body, { 'x-amzn-ErrorType': code });
}

function send(
  response: ServerResponse,
  status: number,
  requestId: string,
  body: Buffer = Buffer.alloc(0),
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(status !== 204 && { 'content-length': body.length }),
    'x-amzn-RequestId': requestId,
    ...headers,
  });
  response.end(body);
}

function tooLarge(limit: number): LambdaError {
  return new LambdaError(
    'RequestTooLargeException',
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
  );
}

function refusal(reason: RefusalReason): LambdaError {
  if (reason === 'missing')
    return new LambdaError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (reason === 'unknown-key' || reason === 'invalid-token') {
    return new LambdaError('UnrecognizedClientException', 'The security token included in the request is invalid.');
  }
  return new LambdaError('InvalidSignatureException', `The request signature does not match (${reason}).`);
}
