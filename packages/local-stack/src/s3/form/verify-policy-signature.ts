import { amzDateMs } from '../../sigv4/amz-date.ts';
import { isEqualText } from '../../sigv4/equal-text.ts';
import { signatureOf, signingKey } from '../../sigv4/signing-key.ts';
import type { FindCredentials } from '../../sigv4/types.ts';
import { S3Error } from '../s3-error.ts';

const MAX_AHEAD_MS = 15 * 60 * 1000;
/** How long a signing key is good for, whatever expiry the policy states. */
const MAX_AGE_MS = 7 * 24 * 3600 * 1000;

const malformed = (message: string) => new S3Error('InvalidArgument', { message });

function checkTime(amzDate: string, day: string, now: Date): void {
  const signedAtMs = /^\d{8}T\d{6}Z$/.test(amzDate) ? amzDateMs(amzDate) : Number.NaN;
  if (Number.isNaN(signedAtMs) || !amzDate.startsWith(day)) throw malformed('Invalid x-amz-date.');
  if (signedAtMs - now.getTime() > MAX_AHEAD_MS) throw new S3Error('RequestTimeTooSkewed');
  if (now.getTime() - signedAtMs > MAX_AGE_MS) throw new S3Error('AccessDenied', { message: 'Request has expired' });
}

/** Checks who signed the policy of a form; answers the principal. A form without a signature is an anonymous one: denied. */
export function verifyPolicySignature(
  fields: ReadonlyMap<string, string>,
  { findCredentials, now }: { findCredentials: FindCredentials; now: Date },
): string {
  const [policy, signature] = [fields.get('policy'), fields.get('x-amz-signature')];
  if (policy === undefined || signature === undefined) throw new S3Error('AccessDenied');
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') throw malformed('Unsupported x-amz-algorithm.');
  const parts = (fields.get('x-amz-credential') ?? '').split('/');
  const [date = '', region = '', service, terminator] = parts.slice(-4);
  if (parts.length < 5 || service !== 's3' || terminator !== 'aws4_request')
    throw malformed('Invalid x-amz-credential.');
  checkTime(fields.get('x-amz-date') ?? '', date, now);
  const credentials = findCredentials(parts.slice(0, -4).join('/'));
  if (!credentials) throw new S3Error('InvalidAccessKeyId');
  if (!isEqualText(fields.get('x-amz-security-token') ?? '', credentials.sessionToken ?? ''))
    throw new S3Error('InvalidToken');
  const expected = signatureOf(signingKey(credentials.secretAccessKey, { date, region, service }), policy);
  if (!isEqualText(expected, signature)) throw new S3Error('SignatureDoesNotMatch');
  return credentials.principalArn;
}
