import { createHash } from 'node:crypto';
import { type ChecksumAlgorithm, checksumElement, createChecksum } from '../payload/checksums.ts';
import { measure } from '../payload/measure.ts';
import { S3Error } from '../s3-error.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Part, Upload } from '../store/uploads.ts';
import { childrenNamed, childText, type XmlElement } from '../xml/read-xml.ts';

/** Least size of every part but the last; S3 quota page. */
const MIN_PART_BYTES = 5 * 1024 ** 2;

/** The parts a completion names, each compared with what was uploaded. */
export function chosenParts(document: XmlElement, uploaded: readonly Part[]): readonly Part[] {
  const byNumber = new Map(uploaded.map((part) => [part.number, part]));
  const parts = childrenNamed(document, 'Part').map((element) => {
    const part = byNumber.get(Number(childText(element, 'PartNumber')));
    const isSame = part?.etag === childText(element, 'ETag')?.replaceAll('"', '');
    if (!part || !isSame || !hasDeclaredChecksums(element, part)) throw new S3Error('InvalidPart');
    return part;
  });
  if (parts.length === 0) throw new S3Error('MalformedXML');
  if (parts.some((part, index) => part.number <= (parts[index - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder');
  const small = parts.slice(0, -1).find((part) => part.sizeBytes < MIN_PART_BYTES);
  if (small) {
    throw new S3Error('EntityTooSmall', {
      details: {
        PartNumber: String(small.number),
        ProposedSize: String(small.sizeBytes),
        MinSizeAllowed: String(MIN_PART_BYTES),
      },
    });
  }
  return parts;
}

function hasDeclaredChecksums(element: XmlElement, { checksums }: Part): boolean {
  return Object.entries(checksums).every(([name, value]) => {
    return (childText(element, checksumElement(name as ChecksumAlgorithm)) ?? value) === value;
  });
}

async function* concatenated(blobs: Blobs, parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const { blob } of parts) yield* blobs.read(blob);
}

function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly Part[]): string {
  const checksum = createChecksum(algorithm);
  for (const { checksums } of parts) checksum.update(Buffer.from(checksums[algorithm] ?? '', 'base64'));
  return `${checksum.digest().toString('base64')}-${parts.length}`;
}

/** Puts the parts into one blob, with the ETag and checksum that S3 gives to objects made of parts. */
export async function assembleParts(blobs: Blobs, { details }: Upload, parts: readonly Part[]) {
  const { checksumAlgorithm, checksumType } = details;
  const isFull = checksumType === 'FULL_OBJECT';
  const whole = measure(concatenated(blobs, parts), checksumAlgorithm && isFull ? [checksumAlgorithm] : []);
  const blob = await blobs.add(whole.bytes());
  const md5s = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  const composite = checksumAlgorithm &&
    !isFull && { [checksumAlgorithm]: compositeChecksum(checksumAlgorithm, parts) };
  return {
    blob,
    sizeBytes: whole.digests().sizeBytes,
    etag: `${createHash('md5').update(md5s).digest('hex')}-${parts.length}`,
    checksums: composite || whole.digests().checksums,
  };
}
