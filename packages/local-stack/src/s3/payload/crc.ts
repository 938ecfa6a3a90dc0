import { crc32 } from 'node:zlib';

/** A checksum over bytes that arrive piece by piece. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

const CRC32C_POLYNOMIAL = 0x82f63b78;
/** Halves of 0x9a6c9329ac4bc9b5, the reflected polynomial of CRC-64/NVME. */
const CRC64_HIGH = 0x9a6c9329;
const CRC64_LOW = 0xac4bc9b5;

const crc32cTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? CRC32C_POLYNOMIAL : 0);
  return value;
});

const crc64High = new Uint32Array(256);
const crc64Low = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit += 1) {
    const isOdd = (low & 1) === 1;
    low = ((low >>> 1) | (high << 31)) ^ (isOdd ? CRC64_LOW : 0);
    high = (high >>> 1) ^ (isOdd ? CRC64_HIGH : 0);
  }
  crc64High[byte] = high;
  crc64Low[byte] = low;
}

function bigEndian(...words: number[]): Buffer {
  const buffer = Buffer.alloc(4 * words.length);
  words.forEach((word, index) => {
    buffer.writeUInt32BE(word >>> 0, 4 * index);
  });
  return buffer;
}

export function createCrc32(): RunningChecksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: () => bigEndian(value),
  };
}

export function createCrc32c(): RunningChecksum {
  let value = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) value = (value >>> 8) ^ (crc32cTable[(value ^ byte) & 0xff] ?? 0);
    },
    digest: () => bigEndian(~value),
  };
}

/** Two 32-bit halves: BigInt would take some thirty times as long. */
export function createCrc64Nvme(): RunningChecksum {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (crc64Low[index] ?? 0);
        high = (high >>> 8) ^ (crc64High[index] ?? 0);
      }
    },
    digest: () => bigEndian(~high, ~low),
  };
}
