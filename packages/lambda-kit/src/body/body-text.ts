import { limits } from '@dtr/contracts';
import { AppError, utf8Bytes } from '@dtr/core';
import { type HttpEvent, headerOf } from '../http/http-event.ts';

const jsonType = /^application\/(?:[\w.-]+\+)?json$/i;

/**
 * The text of a JSON body. Throws `request.unsupported_media_type`, `request.too_large`, or `request.malformed_json` for bytes
 * that are not UTF-8.
 */
export function bodyText(event: HttpEvent): string {
  requireJsonType(headerOf(event, 'content-type') ?? '');
  requirePlain(headerOf(event, 'content-encoding') ?? 'identity');
  const { body = '', isBase64Encoded = false } = event;
  if (!isBase64Encoded) {
    requireSize(utf8Bytes(body));
    return body;
  }
  const bytes = Buffer.from(body, 'base64');
  requireSize(bytes.length);
  return decoded(bytes);
}

function requireJsonType(contentType: string): void {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  if (jsonType.test(type) && (charset === undefined || /^charset="?utf-?8"?$/i.test(charset))) return;
  throw new AppError('request.unsupported_media_type', 'The body must be JSON in UTF-8.', {
    details: { hint: 'Send Content-Type: application/json.' },
  });
}

function requirePlain(encoding: string): void {
  if (/^identity$/i.test(encoding.trim())) return;
  throw new AppError('request.unsupported_media_type', 'The body must not be compressed.', {
    details: { hint: 'Send it without Content-Encoding.' },
  });
}

function requireSize(bytes: number): void {
  if (bytes <= limits.bodyBytes) return;
  throw new AppError('request.too_large', `The body has ${bytes} bytes; at most ${limits.bodyBytes} are accepted.`);
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('request.malformed_json', 'The body is not UTF-8.', { cause });
  }
}
