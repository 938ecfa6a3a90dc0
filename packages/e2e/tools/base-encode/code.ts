const ALPHABETS = {
  base16: '0123456789abcdef',
  base32: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  base62: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
} as const;

type Base = keyof typeof ALPHABETS;

/** Bits are taken in groups, as RFC 4648 has it; base32 is padded to eight characters. */
function grouped(bytes: Uint8Array, alphabet: string, bits: number): string {
  let [buffer, held, text] = [0, 0, ''];
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    while (held >= bits) {
      held -= bits;
      text += alphabet[(buffer >> held) & ((1 << bits) - 1)];
    }
  }
  if (held > 0) text += alphabet[(buffer << (bits - held)) & ((1 << bits) - 1)];
  return bits === 5 ? text.padEnd(Math.ceil(text.length / 8) * 8, '=') : text;
}

/** The bytes read as one large number; leading zero bytes become leading zero digits. */
function positional(bytes: Uint8Array, alphabet: string): string {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const base = BigInt(alphabet.length);
  let text = '';
  for (; number > 0n; number /= base) text = alphabet[Number(number % base)] + text;
  const zeros = bytes.findIndex((byte) => byte !== 0);
  return (alphabet[0] as string).repeat(zeros < 0 ? bytes.length : zeros) + text;
}

/**
 * Encodes text as UTF-8 bytes in base 16, 32, 58 or 62.
 * @param text What to encode.
 * @param base Which alphabet to use.
 */
function encodeBase(text: string, base: Base): string {
  const bytes = new TextEncoder().encode(text);
  const alphabet = ALPHABETS[base];
  if (base === 'base16' || base === 'base32') return grouped(bytes, alphabet, base === 'base16' ? 4 : 5);
  return positional(bytes, alphabet);
}
