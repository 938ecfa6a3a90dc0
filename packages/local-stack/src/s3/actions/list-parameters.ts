import type { S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/** The largest page S3 gives, whatever is asked for. */
const MAX_LIST_ENTRIES = 1_000;

export interface ListParameters {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxEntries: number;
  readonly encodingType: string | undefined;
  /** Encodes a key for the answer when the client asked for it. */
  encode(text: string): string;
}

const encodeKey = (text: string) => encodeURIComponent(text).replaceAll('%2F', '/');

function parseCount(text: string | undefined, name: string): number {
  if (text === undefined) return MAX_LIST_ENTRIES;
  if (!/^\d{1,10}$/.test(text)) {
    throw new S3Error('InvalidArgument', {
      message: `Provided ${name} not an integer or within integer range`,
      details: { ArgumentName: name, ArgumentValue: text },
    });
  }
  return Math.min(Number(text), MAX_LIST_ENTRIES);
}

/** What all lists have in common. */
export function parseListParameters({ query }: Pick<S3Call, 'query'>, countName = 'max-keys'): ListParameters {
  const encodingType = query.get('encoding-type');
  if (encodingType !== undefined && encodingType !== 'url') {
    throw new S3Error('InvalidArgument', { message: 'Invalid Encoding Method specified in Request' });
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxEntries: parseCount(query.get(countName), countName),
    encodingType,
    encode: encodingType === 'url' ? encodeKey : (text) => text,
  };
}
