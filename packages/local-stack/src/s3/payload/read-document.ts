import { S3Error } from '../s3-error.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';
import type { Payload } from './payload.ts';

/** Enough for a `DeleteObjects` of 1,000 of the longest keys. */
const MAX_DOCUMENT_BYTES = 2_097_152;

/** Reads the whole of a small payload. */
export async function readText(payload: Payload): Promise<string> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of payload.bytes()) {
    sizeBytes += piece.length;
    if (sizeBytes > MAX_DOCUMENT_BYTES) throw new S3Error('MaxMessageLengthExceeded');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

/** Reads an XML payload whose root must have the given name. */
export async function readDocument(payload: Payload, root: string): Promise<{ element: XmlElement; source: string }> {
  const source = await readText(payload);
  const element = readXml(source);
  if (element?.name !== root) throw new S3Error('MalformedXML');
  return { element, source };
}
