/** What the API answered, for statuses below 400. */
export interface Answer<Data> {
  readonly data: Data;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came. Integers beyond 2^53 are exact here; in `data` they are rounded to JavaScript's numbers. */
  readonly text: string;
  readonly etag?: string;
  readonly requestId?: string;
  /** The stored answer of an earlier request with the same idempotency key. */
  readonly replayed: boolean;
}

/** A response with its body read. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export function toAnswer<Data>({ status, headers, text }: ReceivedResponse): Answer<Data> {
  const etag = headers.etag;
  const requestId = headers['x-request-id'];
  return {
    data: isJson(headers) && text !== '' ? JSON.parse(text) : undefined,
    status,
    headers,
    text,
    ...(etag !== undefined && { etag }),
    ...(requestId !== undefined && { requestId }),
    replayed: headers['idempotent-replayed'] === 'true',
  };
}

export const isJson = (headers: Readonly<Record<string, string>>): boolean =>
  /[/+]json\s*(;|$)/i.test(headers['content-type'] ?? '');
