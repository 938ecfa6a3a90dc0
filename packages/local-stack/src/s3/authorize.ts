import type { IncomingMessage } from 'node:http';
import type { FindCredentials, RefusalReason, Verified } from '../sigv4/types.ts';
import { verifySigV4 } from '../sigv4/verify-sigv4.ts';
import { S3Error } from './s3-error.ts';

function refusal(reason: RefusalReason, isPresigned: boolean): S3Error {
  switch (reason) {
    case 'missing':
      return new S3Error('AccessDenied');
    case 'malformed':
      return new S3Error(isPresigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed');
    case 'wrong-scope':
      return new S3Error(isPresigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed', {
        message: 'The credential scope must name the service s3 and the day of the request.',
      });
    case 'unknown-key':
      return new S3Error('InvalidAccessKeyId');
    case 'invalid-token':
      return new S3Error('InvalidToken');
    case 'expired':
      return new S3Error('AccessDenied', { message: 'Request has expired' });
    case 'skewed':
      return new S3Error('RequestTimeTooSkewed');
    case 'unsigned-header':
      return new S3Error('AccessDenied', {
        message: 'There were headers present in the request which were not signed',
      });
    case 'payload-mismatch':
      return new S3Error('XAmzContentSHA256Mismatch');
    case 'signature-mismatch':
      return new S3Error('SignatureDoesNotMatch');
  }
}

/** Says what is wrong with forms that S3 itself words differently from a bad signature. */
function refuseOldForms({ url = '/', headers }: IncomingMessage): void {
  if (/[?&]AWSAccessKeyId=/.test(url) || headers.authorization?.startsWith('AWS ')) {
    const message = 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.';
    throw new S3Error('InvalidRequest', { message });
  }
  if (headers.authorization !== undefined && headers['x-amz-content-sha256'] === undefined) {
    const message = 'Missing required header for this request: x-amz-content-sha256';
    throw new S3Error('InvalidRequest', { message });
  }
}

/** Verifies the signature of a request, in its header or in its query. The body is checked as it streams, not here. */
export function authorize(request: IncomingMessage, findCredentials: FindCredentials, now: Date): Verified {
  const { method = '', url = '/', rawHeaders } = request;
  refuseOldForms(request);
  const signed = { method, target: url, rawHeaders };
  const verification = verifySigV4(signed, { service: 's3', payload: 'allow-unsigned', findCredentials, now });
  if (verification.outcome === 'verified') return verification;
  throw refusal(verification.reason, /[?&]X-Amz-/.test(url));
}
