import { Sha256 } from '@aws-crypto/sha256-js';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { percentEncode } from '../query-string.ts';
import type { SignedRequest } from '../types.ts';

/** What a test wants signed. Segments and query values are plain text, not yet encoded. */
export interface Unsigned {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SignSettings {
  readonly service: string;
  readonly signedAt: Date;
  readonly sessionToken?: string;
  /** Signs into the query, for so many seconds, when given. */
  readonly expiresIn?: number;
}

export const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG';

type Query = Record<string, string | string[] | null>;
const pairsOf = (query: Query) =>
  Object.entries(query).flatMap(([name, values]) => [values ?? ''].flat().map((value) => [name, value] as const));

function targetOf(path: string, query: Query): string {
  const pairs = pairsOf(query).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Signs with the signer of the AWS SDK, which shares no code with the verifier. */
export async function sign(unsigned: Unsigned, settings: SignSettings): Promise<SignedRequest> {
  const { service, signedAt, sessionToken, expiresIn } = settings;
  const isS3 = service === 's3';
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey, ...(sessionToken && { sessionToken }) };
  const options = { service, region: 'eu-west-1', credentials, sha256: Sha256, uriEscapePath: !isS3 };
  const signer = new SignatureV4({ ...options, applyChecksum: true });
  const path = `/${unsigned.segments.map(percentEncode).join('/')}`;
  const headers = { host: 'localhost:8787', ...unsigned.headers };
  const request = new HttpRequest({ ...unsigned, path, headers, query: { ...unsigned.query } });
  if (isS3 && expiresIn !== undefined) request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
  const signed =
    expiresIn === undefined
      ? await signer.sign(request, { signingDate: signedAt })
      : await signer.presign(request, { signingDate: signedAt, expiresIn });
  return {
    method: signed.method,
    target: targetOf(signed.path, signed.query as Query),
    rawHeaders: Object.entries(signed.headers).flat(),
    body: Buffer.from(unsigned.body),
  };
}
