import { S3Error } from '../s3-error.ts';
import type { ObjectDetails } from '../store/stored-object.ts';
import { parseTagHeader } from './parse-tags.ts';

const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const METADATA_PREFIX = 'x-amz-meta-';
/** Limit of all user metadata together; S3 user guide. */
const MAX_METADATA_BYTES = 2_048;
const ENCRYPTIONS = ['AES256', 'aws:kms'];
/** They would change what S3 does with the object, and here they would not. */
const UNSUPPORTED = [
  'x-amz-bucket-object-lock-enabled',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write-acp',
  'x-amz-object-lock-legal-hold',
  'x-amz-object-lock-mode',
  'x-amz-object-lock-retain-until-date',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-website-redirect-location',
  'x-amz-write-offset-bytes',
];

/** Request headers or form fields, by lower-case name. */
export type Fields = Readonly<Record<string, string | string[] | undefined>>;

const textOf = (fields: Fields, name: string) => {
  const value = fields[name];
  return Array.isArray(value) ? value.join(',') : value;
};

function refuseUnsupported(fields: Fields): void {
  const unsupported = UNSUPPORTED.find((name) => fields[name] !== undefined);
  const storageClass = textOf(fields, 'x-amz-storage-class') ?? 'STANDARD';
  const header = unsupported ?? (storageClass === 'STANDARD' ? undefined : 'x-amz-storage-class');
  if (header) throw new S3Error('NotImplemented', { details: { Header: header } });
  const acl = textOf(fields, 'x-amz-acl') ?? textOf(fields, 'acl') ?? 'private';
  if (acl !== 'private' && acl !== 'bucket-owner-full-control') throw new S3Error('AccessControlListNotSupported');
}

function metadataOf(fields: Fields): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const name of Object.keys(fields)) {
    if (name.startsWith(METADATA_PREFIX)) metadata[name.slice(METADATA_PREFIX.length)] = textOf(fields, name) ?? '';
  }
  const sizeBytes = Buffer.byteLength(Object.entries(metadata).flat().join(''));
  if (sizeBytes > MAX_METADATA_BYTES) throw new S3Error('MetadataTooLarge');
  return metadata;
}

function headersOf(fields: Fields): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'binary/octet-stream' };
  for (const name of KEPT_HEADERS) {
    const value = textOf(fields, name);
    if (value !== undefined) headers[name] = value;
  }
  // The framing of the upload, not a property of the object.
  const encodings = (headers['content-encoding'] ?? '')
    .split(/\s*,\s*/)
    .filter((name) => name && name !== 'aws-chunked');
  if (encodings.length > 0) headers['content-encoding'] = encodings.join(',');
  else delete headers['content-encoding'];
  return headers;
}

/** What headers or form fields say about an object, checksums aside. Refuses what would have no effect here. */
export function parseDetails(fields: Fields): ObjectDetails {
  refuseUnsupported(fields);
  const encryption = textOf(fields, 'x-amz-server-side-encryption') ?? 'AES256';
  if (!ENCRYPTIONS.includes(encryption)) {
    throw new S3Error('InvalidArgument', { message: 'The encryption method specified is not supported' });
  }
  return {
    headers: headersOf(fields),
    metadata: metadataOf(fields),
    tags: parseTagHeader(textOf(fields, 'x-amz-tagging')),
    checksums: {},
    checksumType: 'FULL_OBJECT',
    encryption,
  };
}
