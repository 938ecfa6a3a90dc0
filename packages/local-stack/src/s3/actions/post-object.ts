import type { IncomingHttpHeaders } from 'node:http';
import type { FindCredentials } from '../../sigv4/types.ts';
import { checkPolicy, withinRange } from '../form/check-policy.ts';
import { parsePolicy } from '../form/post-policy.ts';
import { type PostedForm, readForm } from '../form/read-form.ts';
import { verifyPolicySignature } from '../form/verify-policy-signature.ts';
import { writtenHeaders } from '../objects/object-headers.ts';
import { parseDetails } from '../objects/parse-details.ts';
import { writeObject } from '../objects/write-object.ts';
import { createPayload } from '../payload/payload.ts';
import type { S3Answer, S3Call } from '../s3-call.ts';
import { S3Error } from '../s3-error.ts';

/** Limit of one upload, in bytes; S3 quota page. */
const MAX_FILE_BYTES = 5 * 1024 ** 3;
const MAX_KEY_BYTES = 1_024;

/** A form brings its signature in its fields, so nobody has signed the request itself. */
export interface PostObjectCall extends Omit<S3Call, 'payload' | 'principalArn'> {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly findCredentials: FindCredentials;
}

function keyOf({ fields, fileName }: PostedForm): string {
  const baseName = fileName.split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable of S3's forms.
  const key = fields.get('key')?.replaceAll('${filename}', () => baseName);
  if (!key) throw new S3Error('InvalidArgument', { message: "Bucket POST must contain a field named 'key'." });
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
  return key;
}

function redirectOf(fields: ReadonlyMap<string, string>, values: Record<string, string>): string | undefined {
  const target = fields.get('success_action_redirect');
  if (target === undefined || !URL.canParse(target) || !/^https?:/i.test(target)) return undefined;
  const url = new URL(target);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return url.href;
}

function answer(
  fields: ReadonlyMap<string, string>,
  values: { bucket: string; key: string; etag: string },
  headers: S3Answer['headers'],
) {
  const location = `/${values.bucket}/${encodeURIComponent(values.key)}`;
  const redirect = redirectOf(fields, values);
  if (redirect !== undefined) return { status: 303, headers: { ...headers, location: redirect } };
  const status = fields.get('success_action_status');
  if (status === '201') {
    const content = { Location: location, Bucket: values.bucket, Key: values.key, ETag: values.etag };
    return { status: 201, headers: { ...headers, location }, xml: { root: 'PostResponse', content, isPlain: true } };
  }
  return { status: status === '200' ? 200 : 204, headers: { ...headers, location } };
}

const headersIn = (fields: ReadonlyMap<string, string>): IncomingHttpHeaders =>
  Object.fromEntries([...fields].filter(([name]) => name.startsWith('x-amz-checksum-') || name === 'content-md5'));

/** An upload from a browser form. Nothing is stored unless the signed policy allows exactly this form and this many bytes. */
export async function postObject(call: PostObjectCall): Promise<S3Answer> {
  const { bucket, store, headers, now, findCredentials } = call;
  store.buckets.get(bucket);
  const form = await readForm(call.stream, headers['content-type'] ?? '');
  const principalArn = verifyPolicySignature(form.fields, { findCredentials, now });
  const policy = parsePolicy(form.fields.get('policy') ?? '');
  const fields = new Map([...form.fields, ['key', keyOf(form)], ['bucket', bucket]]);
  checkPolicy(policy, fields, now);
  const details = parseDetails(Object.fromEntries(fields));
  const payload = createPayload({
    stream: withinRange(form.file, policy, MAX_FILE_BYTES),
    headers: headersIn(fields),
    payloadHash: 'UNSIGNED-PAYLOAD',
  });
  const blob = await store.blobs.add(payload.bytes());
  const { sizeBytes, md5, checksums } = payload.digests();
  const key = fields.get('key') ?? '';
  const written = { key, blob, sizeBytes, etag: md5, details: { ...details, checksums } };
  const object = writeObject({ ...call, principalArn }, { ...written, condition: {}, eventName: 'ObjectCreated:Post' });
  return answer(fields, { bucket, key, etag: `"${object.etag}"` }, writtenHeaders(call, object));
}
