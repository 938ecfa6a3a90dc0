import type { HttpEvent } from './http-event.ts';
import { invalidRequest } from './invalid-request.ts';

/** For routes without query parameters: refuses every one, as unknown members of a body are refused. */
export function requireNoQuery(event: HttpEvent): void {
  const names = [...new Set(new URLSearchParams(event.rawQueryString ?? '').keys())];
  if (names.length === 0) return;
  throw invalidRequest(names.map((name) => ({ pointer: `/query/${name}`, message: 'is not known here' })));
}
