import { createByteReader } from '../payload/byte-reader.ts';
import { S3Error } from '../s3-error.ts';

/** Limit of everything before the file; S3 user guide, "POST object". */
const MAX_FIELD_BYTES = 20_480;
const MAX_LINE_BYTES = 8_192;

/** A form as posted: fields by lower-case name, and the file still to be read. Fields after the file do not count. */
export interface PostedForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly fileName: string;
  /** Throws at its end when the form is cut short. */
  readonly file: AsyncIterable<Uint8Array>;
}

const malformed = () => new S3Error('MalformedPOSTRequest');

function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformed();
  return boundary;
}

async function readPartHead(line: () => Promise<string | undefined>) {
  const headers = new Map<string, string>();
  for (;;) {
    const text = await line();
    if (text === undefined || headers.size > 20) throw malformed();
    if (text === '') break;
    const at = text.indexOf(':');
    headers.set(text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim());
  }
  const disposition = headers.get('content-disposition') ?? '';
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) throw malformed();
  return { name: name.toLowerCase(), fileName: /[;\s]filename="([^"]*)"/i.exec(disposition)?.[1] ?? '' };
}

/** Reads fields until the file begins. */
export async function readForm(source: AsyncIterable<Uint8Array>, contentType: string): Promise<PostedForm> {
  const boundary = boundaryOf(contentType);
  const reader = createByteReader(source);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  let fieldBytes = 0;
  const line = () => reader.line(MAX_LINE_BYTES);
  if ((await line()) !== `--${boundary}`) throw malformed();

  async function readValue(): Promise<string> {
    const pieces: Uint8Array[] = [];
    const content = reader.until(delimiter);
    for (let step = await content.next(); ; step = await content.next()) {
      if (step.done) {
        if (!step.value) throw malformed();
        return Buffer.concat(pieces).toString('utf8');
      }
      fieldBytes += step.value.length;
      if (fieldBytes > MAX_FIELD_BYTES) throw new S3Error('MaxPostPreDataLengthExceeded');
      pieces.push(step.value);
    }
  }
  async function* readFile(): AsyncGenerator<Uint8Array> {
    const isWhole = yield* reader.until(delimiter);
    if (!isWhole) throw new S3Error('IncompleteBody');
  }

  for (;;) {
    const { name, fileName } = await readPartHead(line);
    if (name === 'file') return { fields, fileName, file: readFile() };
    if (fields.has(name)) throw malformed();
    fields.set(name, await readValue());
    if ((await line()) !== '') {
      throw new S3Error('InvalidArgument', { message: 'POST requires exactly one file upload per request.' });
    }
  }
}
