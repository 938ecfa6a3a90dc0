import { limits } from '@dtr/contracts';
import { type HttpEvent, headerOf } from './http-event.ts';
import { invalidRequest } from './invalid-request.ts';

const visibleAscii = /^[!-~]+$/;

/** `undefined` when the header was not sent. Throws `request.invalid` when it cannot be a key. */
export function idempotencyKeyOf(event: HttpEvent): string | undefined {
  const key = headerOf(event, 'idempotency-key');
  if (key === undefined) return undefined;
  if (visibleAscii.test(key) && key.length <= limits.idempotencyKeyChars) return key;
  const message = `must be 1 to ${limits.idempotencyKeyChars} visible ASCII characters without spaces`;
  throw invalidRequest([{ pointer: '/headers/idempotency-key', message }]);
}
