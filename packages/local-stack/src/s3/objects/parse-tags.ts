import { S3Error } from '../s3-error.ts';

/** Quotas of S3 object tags; characters, not bytes. */
const MAX_TAGS = 10;
const MAX_NAME_CHARS = 128;
const MAX_VALUE_CHARS = 256;

/** Checks number, lengths and uniqueness. */
export function checkTags(pairs: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  if (pairs.length > MAX_TAGS) throw new S3Error('InvalidTag', { message: 'Object tags cannot be greater than 10' });
  const tags = new Map(pairs);
  if (tags.size !== pairs.length)
    throw new S3Error('InvalidTag', { message: 'Cannot provide multiple Tags with the same key' });
  for (const [name, value] of pairs) {
    if (name === '' || [...name].length > MAX_NAME_CHARS) {
      throw new S3Error('InvalidTag', { message: 'The TagKey you have provided is invalid' });
    }
    if ([...value].length > MAX_VALUE_CHARS) {
      throw new S3Error('InvalidTag', { message: 'The TagValue you have provided is invalid' });
    }
  }
  return Object.fromEntries(tags);
}

/** The form of the `x-amz-tagging` header: a query string. */
export const parseTagHeader = (text: string | undefined) => checkTags([...new URLSearchParams(text ?? '')]);
