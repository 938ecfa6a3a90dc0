import fc from 'fast-check';
import { parseTarget } from './parse-target.ts';

const plain = '127.0.0.1:4566';

describe('parseTarget', () => {
  it.each([
    ['/', plain, 'service', '', ''],
    ['/b', plain, 'bucket', 'b', ''],
    ['/b/', plain, 'bucket', 'b', ''],
    ['/b/k', plain, 'object', 'b', 'k'],
    ['/b//k/', plain, 'object', 'b', '/k/'],
    ['/k', 'b.localhost:1', 'object', 'b', 'k'],
    ['/', 'b.s3.localhost', 'bucket', 'b', ''],
    ['/a/../k', 'b.c.s3.us-east-1.localhost:1', 'object', 'b.c', 'a/../k'],
    ['/', 's3.localhost:1', 'service', '', ''],
    ['/b/k', 'localhost:1', 'object', 'b', 'k'],
  ])('reads %s at %s as a %s', (target, host, level, bucket, key) => {
    expect(parseTarget(target, host)).toMatchObject({ level, bucket, key });
  });

  it('gives back every key that was encoded, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.string({ maxLength: 20 }),
        (key, value) => {
          const target = `/bucket/${encodeURIComponent(key)}?prefix=${encodeURIComponent(value)}`;

          const parsed = parseTarget(target, plain);
          expect(parsed.key).toBe(key);
          expect(parsed.query.get('prefix')).toBe(value);
        },
      ),
    );
  });

  it.each(['/b/%', '/b/%zz', '/b/%ff', '/b?prefix=%c3'])('refuses %s, which is not UTF-8', (target) => {
    expect(() => parseTarget(target, plain)).toThrow("Couldn't parse the specified URI.");
  });
});
