import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FindCredentials } from '../sigv4/types.ts';
import { authorize } from './authorize.ts';
import { findAction } from './find-action.ts';
import { openQueues, type Queues } from './queues/open-queues.ts';
import { readBody } from './read-body.ts';
import type { JsonObject } from './sqs-call.ts';
import { SqsError } from './sqs-error.ts';

export interface SqsServerOptions {
  /** Folder of its own; created when absent. */
  readonly dataDir: string;
  /** Whom it trusts. Every known key may do everything: there are no policies here. */
  readonly findCredentials: FindCredentials;
  readonly region?: string;
  readonly accountId?: string;
  readonly now?: () => Date;
  /** Hears of failures that callers see as a bare `InternalFailure`. */
  readonly onFailure?: (error: unknown) => void;
}

export interface SqsServer {
  /** Request listener for a `node:http` server. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** The same queues without the wire, for callers in this process. */
  readonly queues: Queues;
  /** Ends all long polls and closes the files; refuse new requests before. */
  close(): void;
}

function parseInput(body: Buffer): JsonObject {
  try {
    const input: unknown = JSON.parse(body.toString('utf8') || '{}');
    if (input && typeof input === 'object' && !Array.isArray(input)) return input as JsonObject;
  } catch {
    // Answered below, like any other thing that is no object.
  }
  throw new SqsError('SerializationException', 'The request body must be a JSON object.');
}

function send(
  response: ServerResponse,
  { status, body, headers = {} }: { status: number; body: JsonObject; headers?: Record<string, string> },
) {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'content-length': length, ...headers });
  response.end(text);
}

function errorAnswer(error: unknown) {
  const { code, message, status, queryCode } =
    error instanceof SqsError ? error : new SqsError('InternalFailure', 'The request processing has failed.');
  const headers = { 'x-amzn-query-error': `${queryCode};${status < 500 ? 'Sender' : 'Receiver'}` };
  return { status, headers, body: { __type: `com.amazonaws.sqs#${code}`, message } };
}

/** SQS on its JSON protocol, over SQLite. What it leaves out is in the README beside this file. */
export function createSqsServer(options: SqsServerOptions): SqsServer {
  const { dataDir, findCredentials, onFailure = () => undefined, now = () => new Date() } = options;
  const { region = 'us-east-1', accountId = '000000000000' } = options;
  const queues = openQueues({ dataDir, region, accountId, now });

  async function answer(request: IncomingMessage, signal: AbortSignal): Promise<JsonObject> {
    const body = await readBody(request);
    const principalArn = authorize(request, { body, findCredentials, now: now() });
    const origin = `http://${request.headers.host ?? 'localhost'}`;
    const target = request.headers['x-amz-target'];
    const action = findAction(typeof target === 'string' ? target : undefined);
    return action({ input: parseInput(body), queues, principalArn, origin, accountId, signal });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    response.setHeader('x-amzn-requestid', randomUUID());
    // Clients correct their clock by this one, so it must be the clock that signatures are judged by.
    response.setHeader('date', now().toUTCString());
    try {
      send(response, { status: 200, body: await answer(request, gone.signal) });
    } catch (error) {
      if (!(error instanceof SqsError) && !request.destroyed) onFailure(error);
      send(response, errorAnswer(error));
    }
  }

  return {
    handle: (request, response) => void serve(request, response),
    queues,
    close: () => queues.close(),
  };
}
