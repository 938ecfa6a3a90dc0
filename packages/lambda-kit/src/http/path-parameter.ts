import type { HttpEvent } from './http-event.ts';

/** A part of the path as text. The gateway matched the route, so it is there; empty text names nothing. */
export function pathParameter(event: HttpEvent, name: string): string {
  return event.pathParameters?.[name] ?? '';
}
