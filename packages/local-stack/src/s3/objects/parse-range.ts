import { S3Error } from '../s3-error.ts';

/** First and last byte, both inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Reads one range. Several ranges, or another unit, mean the whole object, as in S3; a range outside it is `InvalidRange`. */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const start = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const end = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (start >= sizeBytes || start > end) {
    throw new S3Error('InvalidRange', {
      details: { RangeRequested: header ?? '', ActualObjectSize: String(sizeBytes) },
      headers: { 'content-range': `bytes */${sizeBytes}` },
    });
  }
  return { start, end };
}
