import { S3Error } from '../s3-error.ts';
import { parseRange } from './parse-range.ts';

describe('parseRange', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=2-', { start: 2, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-30', { start: 0, end: 9 }],
    ['bytes=8-30', { start: 8, end: 9 }],
    ['bytes=0-1,3-4', undefined],
    ['bytes=5-2', undefined],
    ['bytes=-', undefined],
    ['lines=0-1', undefined],
    [undefined, undefined],
  ])('reads %s of ten bytes', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });

  it.each([
    ['bytes=10-', 10],
    ['bytes=-0', 10],
    ['bytes=0-0', 0],
    ['bytes=-1', 0],
  ])('refuses %s of %d bytes', (header, sizeBytes) => {
    expect(() => parseRange(header, sizeBytes)).toThrow(S3Error);
  });
});
