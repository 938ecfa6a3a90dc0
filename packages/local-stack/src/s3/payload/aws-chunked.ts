import { createHash } from 'node:crypto';
import { isEqualText } from '../../sigv4/equal-text.ts';
import { signatureOf } from '../../sigv4/signing-key.ts';
import type { ChunkSigning } from '../../sigv4/types.ts';
import { S3Error } from '../s3-error.ts';
import { type ByteReader, createByteReader } from './byte-reader.ts';

const MAX_LINE_BYTES = 2_048;
const MAX_TRAILERS = 16;
const EMPTY_SHA256 = createHash('sha256').digest('hex');
const CHUNK_HEAD = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/;

export interface AwsChunkedOptions {
  /** Absent for the form whose chunks are not signed. */
  readonly signing: ChunkSigning | undefined;
  /** Called once, before the end, with the headers that followed the data. */
  onTrailers(trailers: ReadonlyMap<string, string>): void;
}

/** Each signature covers the one before, from the seed in the request header on. */
function createSignatureChain({ key, amzDate, scope, seedSignature }: ChunkSigning) {
  let previous = seedSignature;
  return function check(kind: 'PAYLOAD' | 'TRAILER', parts: readonly string[], received: string | undefined): void {
    const text = [`AWS4-HMAC-SHA256-${kind}`, amzDate, scope, previous, ...parts].join('\n');
    const expected = signatureOf(key, text);
    if (!isEqualText(expected, received ?? '')) throw new S3Error('SignatureDoesNotMatch');
    previous = expected;
  };
}

async function requireLine(reader: ByteReader): Promise<string> {
  const line = await reader.line(MAX_LINE_BYTES);
  if (line === undefined) throw new S3Error('IncompleteBody');
  return line;
}

async function readTrailers(reader: ByteReader): Promise<Map<string, string>> {
  const trailers = new Map<string, string>();
  for (;;) {
    // Some clients end the stream with the last chunk's line and nothing after it.
    const line = await reader.line(MAX_LINE_BYTES);
    if (!line) return trailers;
    const at = line.indexOf(':');
    if (at < 1 || trailers.size === MAX_TRAILERS) throw new S3Error('MalformedXML', { message: 'Malformed trailer' });
    trailers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
}

/** The data inside `aws-chunked` framing. Bytes come out before their signature is checked: use none until the end is reached. */
export async function* decodeAwsChunked(source: AsyncIterable<Uint8Array>, options: AwsChunkedOptions) {
  const reader = createByteReader(source);
  const check = options.signing && createSignatureChain(options.signing);
  for (;;) {
    const [, size, signature] = CHUNK_HEAD.exec(await requireLine(reader)) ?? [];
    if (size === undefined) throw new S3Error('IncompleteBody', { message: 'Malformed chunk header' });
    const sizeBytes = Number.parseInt(size, 16);
    const hash = createHash('sha256');
    let read = 0;
    for await (const piece of reader.take(sizeBytes)) {
      read += piece.length;
      if (check) hash.update(piece);
      yield piece;
    }
    if (read < sizeBytes) throw new S3Error('IncompleteBody');
    check?.('PAYLOAD', [EMPTY_SHA256, hash.digest('hex')], signature);
    if (sizeBytes === 0) break;
    if ((await requireLine(reader)) !== '') throw new S3Error('IncompleteBody', { message: 'Malformed chunk end' });
  }
  const trailers = await readTrailers(reader);
  const signature = trailers.get('x-amz-trailer-signature');
  trailers.delete('x-amz-trailer-signature');
  if (check && (trailers.size > 0 || signature !== undefined)) {
    const text = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
    check('TRAILER', [createHash('sha256').update(text).digest('hex')], signature);
  }
  options.onTrailers(trailers);
}
