import type { IncomingMessage } from 'node:http';
import type { FindCredentials, RefusalReason } from '../sigv4/types.ts';
import { verifySigV4 } from '../sigv4/verify-sigv4.ts';
import { AgentCoreError } from './agentcore-error.ts';

const service = 'bedrock-agentcore';
const wrongSignature = (message: string) => new AgentCoreError('InvalidSignatureException', message);

const refusals: Record<RefusalReason, () => AgentCoreError> = {
  missing: () => new AgentCoreError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
  malformed: () =>
    new AgentCoreError('IncompleteSignatureException', 'The request signature does not conform to AWS standards.'),
  'unknown-key': () =>
    new AgentCoreError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  'invalid-token': () =>
    new AgentCoreError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
  'wrong-scope': () =>
    wrongSignature(`Credential should be scoped to the service ${service} and the day of the request.`),
  expired: () => wrongSignature('Signature expired.'),
  skewed: () => wrongSignature('Signature not yet current, or expired: the clocks are too far apart.'),
  'unsigned-header': () => wrongSignature("'host' and every 'x-amz-' header must be signed."),
  'payload-mismatch': () => wrongSignature('The body does not match its declared hash.'),
  'signature-mismatch': () =>
    wrongSignature('The request signature we calculated does not match the signature you provided.'),
};

/** Verifies the signature of a request. */
export function authorize(
  { method = '', url = '/', rawHeaders }: Pick<IncomingMessage, 'method' | 'url' | 'rawHeaders'>,
  { body, findCredentials, now }: { body: Buffer; findCredentials: FindCredentials; now: Date },
): void {
  const verification = verifySigV4(
    { method, target: url, rawHeaders, body },
    { service, payload: 'signed', findCredentials, now },
  );
  if (verification.outcome === 'refused') throw refusals[verification.reason]();
}
