import { createHash } from 'node:crypto';
import { accountId } from '../lambda/lambda-function.ts';

/** Who signed a request. */
export interface Caller {
  readonly accessKeyId: string;
  readonly principalArn: string;
}

/** `requestContext.authorizer.iam` of a request that was signed by a user or a role session. */
export function iamContext({ accessKeyId, principalArn }: Caller) {
  const userId = uniqueId(principalArn);
  return {
    accessKey: accessKeyId,
    accountId: principalArn.split(':')[4] ?? accountId,
    callerId: userId,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: principalArn,
    userId,
  };
}

/** The opaque id of a principal: that of a user, or of a role with the session's name behind it. Always the same for the same ARN. */
function uniqueId(arn: string): string {
  const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  return session === undefined ? `AIDA${opaque(arn)}` : `AROA${opaque(`${role}`)}:${session}`;
}

const opaque = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 17).toUpperCase();
