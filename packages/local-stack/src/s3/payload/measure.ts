import { createHash } from 'node:crypto';
import { type ChecksumAlgorithm, createChecksum } from './checksums.ts';

/** What was measured of bytes on their way through. */
export interface Digests {
  readonly sizeBytes: number;
  /** Hexadecimal, as in an ETag. */
  readonly md5: string;
  /** Base64, of the algorithms asked for. */
  readonly checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>;
}

export interface Measured {
  bytes(): AsyncGenerator<Uint8Array>;
  /** Only after the last byte. */
  digests(): Digests;
}

/** Passes bytes on and measures them. */
export function measure(stream: AsyncIterable<Uint8Array>, algorithms: readonly ChecksumAlgorithm[]): Measured {
  const md5 = createHash('md5');
  const running = [...new Set(algorithms)].map((algorithm) => [algorithm, createChecksum(algorithm)] as const);
  let sizeBytes = 0;
  let digests: Digests | undefined;
  return {
    async *bytes() {
      for await (const piece of stream) {
        sizeBytes += piece.length;
        md5.update(piece);
        for (const [, checksum] of running) checksum.update(piece);
        yield piece;
      }
      const checksums = running.map(([name, checksum]) => [name, checksum.digest().toString('base64')] as const);
      digests = { sizeBytes, md5: md5.digest('hex'), checksums: Object.fromEntries(checksums) };
    },
    digests() {
      if (!digests) throw new Error('the bytes have not been read to their end');
      return digests;
    },
  };
}
