import { type AgentId, AppError, authenticatedAgent } from '@dtr/core';
import type { HttpEvent } from '../http/http-event.ts';

const arnPattern = /^arn:[^:]+:(?:iam|sts)::(\d{12}):(.+)$/;

/**
 * The agent behind a signed request: account and principal, without the session name, so that every session of a role is
 * the same agent. Throws `request.forbidden` when the gateway named none.
 */
export function agentOf(event: HttpEvent): AgentId {
  const agent = agentOfArn(event.requestContext.authorizer?.iam?.userArn ?? '');
  if (agent === undefined) throw new AppError('request.forbidden', 'The request is not signed by a known principal.');
  return authenticatedAgent(agent);
}

function agentOfArn(arn: string): string | undefined {
  const [, account, resource] = arnPattern.exec(arn) ?? [];
  if (account === undefined || resource === undefined) return undefined;
  const [, role] = /^assumed-role\/([^/]+)\/[^/]+$/.exec(resource) ?? [];
  return `${account}/${role === undefined ? resource : `role/${role}`}`;
}
