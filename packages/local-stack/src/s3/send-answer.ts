import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { S3Answer } from './s3-call.ts';
import { S3Error } from './s3-error.ts';
import { writeXml } from './xml/write-xml.ts';

interface Addressee {
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Answers to HEAD have headers only. */
  readonly hasBody: boolean;
}

function writeHead({ response, requestId }: Addressee, { status, headers = {} }: S3Answer): void {
  response.statusCode = status;
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('x-amz-id-2', requestId);
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value);
}

/** Sends an answer. A reader that goes away in the middle is no failure. */
export async function sendAnswer(addressee: Addressee, answer: S3Answer): Promise<void> {
  const { response, hasBody } = addressee;
  writeHead(addressee, answer);
  if (answer.stream) {
    await pipeline(answer.stream, response).catch(() => response.destroy());
    return;
  }
  const body = answer.xml ? writeXml(answer.xml) : answer.text;
  if (body === undefined || !hasBody) {
    response.end();
    return;
  }
  response.setHeader('content-type', 'application/xml');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}

/** The answer for whatever was thrown. An error we did not name shows nothing of itself. */
export function errorAnswer(
  error: unknown,
  { resource, requestId }: { resource: string; requestId: string },
): S3Answer {
  const known = error instanceof S3Error ? error : new S3Error('InternalError');
  const { status, code, message, details, headers } = known;
  if (status === 304) return { status, headers };
  const content = {
    Code: code,
    Message: message,
    ...details,
    Resource: resource,
    RequestId: requestId,
    HostId: requestId,
  };
  return { status, headers, xml: { root: 'Error', content, isPlain: true } };
}
