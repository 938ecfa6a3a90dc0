import { createHash } from 'node:crypto';
import { createCrc32, createCrc32c, createCrc64Nvme, type RunningChecksum } from './crc.ts';

const factories = {
  crc32: createCrc32,
  crc32c: createCrc32c,
  crc64nvme: createCrc64Nvme,
  sha1: () => hashing('sha1'),
  sha256: () => hashing('sha256'),
} as const satisfies Record<string, () => RunningChecksum>;

/** As in the header names `x-amz-checksum-<algorithm>`. */
export type ChecksumAlgorithm = keyof typeof factories;
export const checksumAlgorithms = Object.keys(factories) as ChecksumAlgorithm[];

export const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm}`;
/** The element name in XML documents. */
export const checksumElement = (algorithm: ChecksumAlgorithm) => `Checksum${algorithm.toUpperCase()}`;

export const createChecksum = (algorithm: ChecksumAlgorithm): RunningChecksum => factories[algorithm]();

function hashing(name: string): RunningChecksum {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

/** Reads a name as clients write it (`CRC32`, `sha256`); `undefined` for one we do not know. */
export const parseAlgorithm = (name: string): ChecksumAlgorithm | undefined =>
  checksumAlgorithms.find((algorithm) => algorithm === name.toLowerCase());
