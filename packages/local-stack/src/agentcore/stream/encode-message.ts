import { crc32 } from 'node:zlib';

/** Lengths and checksum at the start, checksum at the end. */
const preludeBytes = 12;
const checksumBytes = 4;
/** The type of a header whose value is text. */
const textHeader = 7;

/** One message of `application/vnd.amazon.eventstream`, of headers that are texts and a body of JSON. */
export function encodeMessage(headers: Readonly<Record<string, string>>, body: object): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => encodeHeader(name, value)));
  const payload = Buffer.from(JSON.stringify(body));
  const message = Buffer.alloc(preludeBytes + head.length + payload.length + checksumBytes);
  message.writeUInt32BE(message.length, 0);
  message.writeUInt32BE(head.length, 4);
  message.writeUInt32BE(crc32(message.subarray(0, 8)), 8);
  head.copy(message, preludeBytes);
  payload.copy(message, preludeBytes + head.length);
  message.writeUInt32BE(crc32(message.subarray(0, -checksumBytes)), message.length - checksumBytes);
  return message;
}

function encodeHeader(name: string, value: string): Buffer {
  const [nameBytes, valueBytes] = [Buffer.from(name), Buffer.from(value)];
  const lengthOfValue = Buffer.alloc(2);
  lengthOfValue.writeUInt16BE(valueBytes.length);
  return Buffer.concat([
    Buffer.from([nameBytes.length]),
    nameBytes,
    Buffer.from([textHeader]),
    lengthOfValue,
    valueBytes,
  ]);
}
