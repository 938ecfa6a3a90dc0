import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from './credentials.ts';

/** A request before or after signing. All headers given are signed. */
export interface PlainRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface SigningOptions {
  readonly credentials: Credentials;
  readonly region?: string;
  /** The service of the credential scope; `s3` also changes how the path is encoded. */
  readonly service?: string;
  /** When the request claims to be made; now when absent. */
  readonly signingDate?: Date;
}

/** Signs a request in its headers (SigV4). Send exactly what comes back: changing anything breaks the signature. */
export async function signRequest(request: PlainRequest, options: SigningOptions): Promise<Required<PlainRequest>> {
  const { method, url, headers = {}, body = '' } = request;
  const { credentials, region = 'us-east-1', service = 'execute-api', signingDate = new Date() } = options;
  const signer = new SignatureV4({
    service,
    region,
    credentials,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    // Only S3 demands the hash as a header; everywhere else the server takes it from the body.
    applyChecksum: service === 's3',
  });
  const unsigned = new HttpRequest({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port && { port: Number(url.port) }),
    path: url.pathname,
    query: queryOf(url),
    headers: { ...lowerCase(headers), host: url.host },
    body,
  });
  const signed = await signer.sign(unsigned, { signingDate });
  return { method, url, headers: signed.headers, body };
}

const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** Decoded as the server will: `+` is read as a space, as in the canonical query of the service. */
function queryOf(url: URL): Record<string, string | string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)]));
}
