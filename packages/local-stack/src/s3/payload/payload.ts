import type { IncomingHttpHeaders } from 'node:http';
import type { ChunkSigning } from '../../sigv4/types.ts';
import { S3Error } from '../s3-error.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { type ChecksumAlgorithm, checksumAlgorithms, checksumHeader, parseAlgorithm } from './checksums.ts';
import { type Digests, type Measured, measure } from './measure.ts';

/** The body of a request, freed of its framing. It may be read once. */
export interface Payload {
  /**
   * Yields the bytes and at the end compares them with everything the sender declared: length, signature, hash, MD5 and
   * checksums. It throws there, so nothing may come of the bytes before the end.
   */
  bytes(extra?: readonly ChecksumAlgorithm[]): AsyncGenerator<Uint8Array>;
  /** Only after the end. Has the checksums the sender named, and the extra ones. */
  digests(): Digests;
}

interface PayloadSource {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly headers: IncomingHttpHeaders;
  /** What the verified signature says of the body. */
  readonly payloadHash: string;
  /** Needed for the forms with signed chunks. */
  readonly chunkSigning?: ChunkSigning;
}

type Declared = (header: string) => string | undefined;

const STREAMING_FORMS = [
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
];

/** Checksums the sender names: by value in a header, by a trailer to come, or by algorithm alone. */
function namedAlgorithms(header: Declared): ChecksumAlgorithm[] {
  const trailers = (header('x-amz-trailer') ?? '').toLowerCase().split(/\s*,\s*/);
  const byName = parseAlgorithm(header('x-amz-sdk-checksum-algorithm') ?? '');
  return checksumAlgorithms.filter((algorithm) => {
    const name = checksumHeader(algorithm);
    return header(name) !== undefined || trailers.includes(name) || byName === algorithm;
  });
}

function checkDeclared(declared: Declared, { sizeBytes, md5, checksums }: Digests): void {
  if ((declared('x-amz-decoded-content-length') ?? String(sizeBytes)) !== String(sizeBytes))
    throw new S3Error('IncompleteBody');
  const md5Bytes = Buffer.from(declared('content-md5') ?? Buffer.from(md5, 'hex').toString('base64'), 'base64');
  if (md5Bytes.length !== 16) throw new S3Error('InvalidDigest');
  if (md5Bytes.toString('hex') !== md5) throw new S3Error('BadDigest');
  for (const algorithm of checksumAlgorithms) {
    const value = declared(checksumHeader(algorithm));
    if (value === undefined || value === checksums[algorithm]) continue;
    const message = `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`;
    throw new S3Error('BadDigest', { message });
  }
}

export function createPayload({ stream, headers, payloadHash, chunkSigning }: PayloadSource): Payload {
  const isStreaming = payloadHash.startsWith('STREAMING-');
  const isHashed = /^[0-9a-f]{64}$/.test(payloadHash);
  if (isStreaming ? !STREAMING_FORMS.includes(payloadHash) : !isHashed && payloadHash !== 'UNSIGNED-PAYLOAD') {
    throw new S3Error('InvalidArgument', {
      message: 'x-amz-content-sha256 must be a known form or the SHA256 of the payload',
    });
  }
  const header: Declared = (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  let trailers: ReadonlyMap<string, string> = new Map();
  let measured: Measured | undefined;
  let wanted: readonly ChecksumAlgorithm[] = [];

  const unframed = () => {
    if (!isStreaming) return stream;
    const signing = payloadHash.startsWith('STREAMING-AWS4') ? chunkSigning : undefined;
    const onTrailers = (found: ReadonlyMap<string, string>) => {
      trailers = found;
    };
    return decodeAwsChunked(stream, { signing, onTrailers });
  };
  const checkHash = ({ checksums }: Digests) => {
    const expected = Buffer.from(payloadHash, 'hex').toString('base64');
    if (isHashed && checksums.sha256 !== expected) throw new S3Error('XAmzContentSHA256Mismatch');
  };

  return {
    async *bytes(extra = []) {
      wanted = [...namedAlgorithms(header), ...extra];
      measured = measure(unframed(), isHashed ? [...wanted, 'sha256'] : wanted);
      yield* measured.bytes();
      checkHash(measured.digests());
      checkDeclared((name) => trailers.get(name) ?? header(name), measured.digests());
    },
    digests() {
      if (!measured) throw new Error('the payload has not been read');
      const { checksums, ...rest } = measured.digests();
      return { ...rest, checksums: Object.fromEntries(wanted.map((name) => [name, checksums[name]])) };
    },
  };
}
