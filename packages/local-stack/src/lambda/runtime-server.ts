import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listen } from '../net/listen.ts';
import { readBody } from '../net/read-body.ts';
import { type Invocation, responseBytesLimit } from './invocation.ts';

const BASE = '/2018-06-01/runtime';
const INVOCATION = /^\/invocation\/([^/]+)\/(response|error)$/;

/** What a runtime says. `payload` is `too-large` when it was above the limit of an answer. */
export interface RuntimeEvents {
  /** It asks for the next event; give it one with `offer`. */
  onNext(): void;
  onAnswer(requestId: string, ok: boolean, payload: Buffer | 'too-large'): void;
  onInitError(payload: Buffer): void;
}

/** The Lambda Runtime API for one process. Each has its own port, so that no process can answer for another. */
export interface RuntimeServer {
  /** `host:port`, as in `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Hands an event to the runtime that asked; only after `onNext`. */
  offer(invocation: Invocation): void;
  close(): Promise<void>;
}

export async function startRuntimeServer(events: RuntimeEvents): Promise<RuntimeServer> {
  let asking: ServerResponse | undefined;
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, async (request, response) => {
    const path = request.url?.startsWith(BASE) ? request.url.slice(BASE.length) : '';
    if (request.method === 'GET' && path === '/invocation/next') {
      asking = response;
      return events.onNext();
    }
    return report(events, path, request, response);
  });
  const port = await listen(server, 0);
  return {
    address: `127.0.0.1:${port}`,
    offer(invocation) {
      const response = asking;
      asking = undefined;
      response?.writeHead(200, headersOf(invocation)).end(invocation.payload);
    },
    close: () => closeServer(server),
  };
}

async function report(events: RuntimeEvents, path: string, request: IncomingMessage, response: ServerResponse) {
  const [, requestId, kind] = INVOCATION.exec(path) ?? [];
  if (request.method !== 'POST' || (requestId === undefined && path !== '/init/error')) return answer(response, 404);
  const body = await readBody(request, responseBytesLimit);
  if (body === 'aborted') return undefined;
  if (requestId === undefined) events.onInitError(body === 'too-large' ? Buffer.from('{}') : body);
  else events.onAnswer(requestId, kind === 'response', body);
  return answer(response, body === 'too-large' ? 413 : 202);
}

function answer(response: ServerResponse, status: number): void {
  const body = status === 202 ? { status: 'OK' } : { errorType: 'InvalidRequest', errorMessage: `status ${status}` };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const headersOf = ({ requestId, deadlineMs, functionArn, traceId, payload }: Invocation) => ({
  'content-type': 'application/json',
  'content-length': payload.length,
  'Lambda-Runtime-Aws-Request-Id': requestId,
  'Lambda-Runtime-Deadline-Ms': String(deadlineMs),
  'Lambda-Runtime-Invoked-Function-Arn': functionArn,
  'Lambda-Runtime-Trace-Id': traceId,
});
