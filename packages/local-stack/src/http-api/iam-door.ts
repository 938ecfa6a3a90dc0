import { region } from '../lambda/lambda-function.ts';
import type { FindCredentials } from '../sigv4/types.ts';
import { verifySigV4 } from '../sigv4/verify-sigv4.ts';
import type { Door } from './door.ts';
import { gatewayMessage } from './gateway-response.ts';
import { iamContext } from './iam-context.ts';

/** Authorization type `AWS_IAM`: requests are signed for service `execute-api`. */
export function createIamDoor(findCredentials: FindCredentials): Door {
  return async ({ request, body }) => {
    const { method = '', url = '', rawHeaders } = request;
    const signed = { method, target: url, rawHeaders, body };
    const verification = verifySigV4(signed, { service: 'execute-api', region, findCredentials, payload: 'signed' });
    if (verification.outcome === 'refused') return { refusal: gatewayMessage(403), reason: verification.reason };
    return { authorizer: { iam: iamContext(verification) }, agent: verification.principalArn.replace(/^.*:/, '') };
  };
}
