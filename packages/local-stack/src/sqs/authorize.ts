import type { IncomingMessage } from 'node:http';
import type { FindCredentials, RefusalReason } from '../sigv4/types.ts';
import { verifySigV4 } from '../sigv4/verify-sigv4.ts';
import { SqsError } from './sqs-error.ts';

const refusals: Record<RefusalReason, () => SqsError> = {
  missing: () => new SqsError('MissingAuthenticationToken', 'Request is missing Authentication Token'),
  malformed: () => new SqsError('IncompleteSignature', 'The request signature does not conform to AWS standards.'),
  'unknown-key': () => new SqsError('InvalidClientTokenId', 'The security token included in the request is invalid.'),
  'invalid-token': () => new SqsError('InvalidClientTokenId', 'The security token included in the request is invalid.'),
  'wrong-scope': () =>
    new SqsError('SignatureDoesNotMatch', 'Credential should be scoped to the service sqs and the day of the request.'),
  expired: () => new SqsError('RequestExpired', 'Request has expired.'),
  skewed: () => new SqsError('RequestExpired', 'The time of the request is too far from the current time.'),
  'unsigned-header': () => new SqsError('SignatureDoesNotMatch', "'host' and every 'x-amz-' header must be signed."),
  'payload-mismatch': () => new SqsError('SignatureDoesNotMatch', 'The body does not match its declared hash.'),
  'signature-mismatch': () =>
    new SqsError(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    ),
};

/** Verifies the signature of a request, and answers the principal. */
export function authorize(
  { method = '', url = '/', rawHeaders }: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>,
  { body, findCredentials, now }: { body: Buffer; findCredentials: FindCredentials; now: Date },
): string {
  const signed = { method, target: url, rawHeaders, body };
  const verification = verifySigV4(signed, { service: 'sqs', payload: 'signed', findCredentials, now });
  if (verification.outcome === 'verified') return verification.principalArn;
  throw refusals[verification.reason]();
}
