import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { hashOfKey, isAgentKey, isSameHash, keyIdOf, newAgentKey } from './agent-key.ts';
import { checksumOf } from './checksum.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const keys = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => newAgentKey(() => Buffer.from(bytes)));
const character = fc.constantFrom(...alphabet, '-', '_');

const numberIn = (digits: string) => [...digits].reduce((sum, digit) => sum * 62 + alphabet.indexOf(digit), 0);

describe('keys of agents', () => {
  it('have the form and the checksum that tell them from anything else', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(key).toMatch(/^dtr_[\w-]{43}[0-9A-Za-z]{6}$/);
        expect(isAgentKey(key)).toBe(true);
        expect(numberIn(key.slice(-6))).toBe(crc32(key.slice(0, -6)));
      }),
    );
  });

  it('are none any more with any single character altered, left out or added', () => {
    fc.assert(
      fc.property(keys, fc.nat(52), character, (key, at, other) => {
        const altered = `${key.slice(0, at)}${other}${key.slice(at + 1)}`;
        expect(isAgentKey(altered)).toBe(altered === key);
        expect(isAgentKey(`${key.slice(0, at)}${key.slice(at + 1)}`)).toBe(false);
        expect(isAgentKey(`${key.slice(0, at)}${other}${key.slice(at)}`)).toBe(false);
      }),
    );
  });

  it('are found by the beginning of their hash, which only they have', () => {
    fc.assert(
      fc.property(keys, keys, (key, other) => {
        expect(keyIdOf(hashOfKey(key))).toBe(`key-${hashOfKey(key).slice(7, 23)}`);
        expect(isSameHash(hashOfKey(key), hashOfKey(other))).toBe(key === other);
      }),
    );
  });

  it.each(['', 'dtr_', 'Bearer', `${'dtr_'}${'a'.repeat(49)}`, '\u0000', 'ä'.repeat(53)])('are not %j', (text) => {
    expect(isAgentKey(text)).toBe(false);
  });

  it('are new each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => newAgentKey())).size).toBe(100);
  });
});

describe('checksumOf', () => {
  it('is CRC-32 in base 62', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(numberIn(checksumOf(text))).toBe(crc32(text));
      }),
    );
  });
});
