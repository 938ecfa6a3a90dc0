import { SqsError } from './sqs-error.ts';

/** Room for a full batch with every character escaped, in bytes. */
const MAX_BODY_BYTES = 8 * 1_048_576;

/** Reads a whole request body. */
export async function readBody(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of stream) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_BODY_BYTES)
      throw new SqsError('InvalidParameterValue', `The request is longer than ${MAX_BODY_BYTES} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
