import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { splitTarget } from '../sigv4/query-string.ts';
import type { FindCredentials } from '../sigv4/types.ts';
import { postObject } from './actions/post-object.ts';
import { authorize } from './authorize.ts';
import { findAction } from './find-action.ts';
import { parseTarget } from './parse-target.ts';
import { createPayload } from './payload/payload.ts';
import type { S3Answer } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { errorAnswer, sendAnswer } from './send-answer.ts';
import { openStore } from './store/open-store.ts';
import type { Publish } from './store/outbox.ts';

export interface S3ServerOptions {
  /** Folder of its own; created when absent. */
  readonly dataDir: string;
  /** Whom it trusts. Every known key may do everything: there are no policies here. */
  readonly findCredentials: FindCredentials;
  /** Takes event notifications. Without it no bucket can subscribe. */
  readonly publish?: Publish;
  readonly region?: string;
  readonly now?: () => Date;
  /** Hears of failures that callers see as a bare `InternalError`. */
  readonly onFailure?: (error: unknown) => void;
}

export interface S3Server {
  /** Request listener for a `node:http` server. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Makes sure that a bucket is there, as a stack does when it starts. */
  ensureBucket(name: string): void;
  /** Call after the HTTP server has closed. */
  close(): void;
}

const isForm = ({ method, headers }: IncomingMessage) =>
  method === 'POST' && /^multipart\/form-data/i.test(headers['content-type'] ?? '');

/** S3 on its wire protocol, over files and SQLite. What it leaves out is in the README beside this file. */
export function createS3Server(options: S3ServerOptions): S3Server {
  const {
    dataDir,
    findCredentials,
    region = 'us-east-1',
    now = () => new Date(),
    onFailure = () => undefined,
  } = options;
  const store = openStore(dataDir, options.publish ?? (() => 'no-such-queue'));

  async function answer(request: IncomingMessage, requestId: string): Promise<S3Answer> {
    const { method = '', url = '/', headers } = request;
    const target = parseTarget(url, headers.host ?? '');
    const sourceIp = request.socket.remoteAddress ?? '';
    const call = { ...target, headers, store, region, now: now(), requestId, sourceIp };
    if (target.level === 'bucket' && isForm(request)) return postObject({ ...call, stream: request, findCredentials });
    const { principalArn, payloadHash, chunkSigning } = authorize(request, findCredentials, call.now);
    const payload = createPayload({ stream: request, headers, payloadHash, chunkSigning });
    return findAction(method, target, headers).run({ ...call, principalArn, payload });
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const resource = splitTarget(request.url ?? '/').path;
    // Clients correct their clock by this one, so it must be the clock that signatures are judged by.
    response.setHeader('date', now().toUTCString());
    const answered = await answer(request, requestId).catch((error: unknown) => {
      if (!(error instanceof S3Error) && !request.destroyed) onFailure(error);
      return errorAnswer(error, { resource, requestId });
    });
    await sendAnswer({ response, requestId, hasBody: request.method !== 'HEAD' }, answered);
  }

  return {
    handle: (request, response) => void serve(request, response).catch(onFailure),
    ensureBucket: (name) => void store.buckets.add(name, now()),
    close: () => store.close(),
  };
}
