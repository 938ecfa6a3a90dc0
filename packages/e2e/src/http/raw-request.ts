import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

/** A request exactly as it goes over the wire: nothing is added but `content-length`. */
export interface RawRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends one request on its own connection. Rejects when no whole answer comes within `timeoutMs`. */
export function sendRaw(
  { method, url, headers = {}, body = '' }: RawRequest,
  timeoutMs = 60_000,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const length = body.length > 0 ? { 'content-length': String(Buffer.byteLength(body)) } : {};
    const outgoing = httpRequest(url, { method, headers: { ...headers, ...length }, agent: false, timeout: timeoutMs });
    outgoing.on('timeout', () =>
      outgoing.destroy(new Error(`no answer to ${method} ${url.pathname} in ${timeoutMs} ms`)),
    );
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.end(body);
  });
}
