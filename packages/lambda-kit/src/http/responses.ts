import type { HttpHeaders, HttpResponse } from './http-event.ts';

export const problemType = 'application/problem+json';

/** An answer with a JSON body. Exact numbers keep their digits. */
export function json(statusCode: number, body: unknown, headers: HttpHeaders = {}): HttpResponse {
  return jsonText(statusCode, JSON.stringify(body), headers);
}

/** As `json`, for a body that is JSON text already. */
export function jsonText(statusCode: number, body: string, headers: HttpHeaders = {}): HttpResponse {
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body };
}

export function noContent(): HttpResponse {
  return { statusCode: 204, headers: {} };
}
