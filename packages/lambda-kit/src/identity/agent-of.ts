import type { AgentScope } from '@dtr/contracts';
import { type AgentId, AppError, authenticatedAgent } from '@dtr/core';
import type { HttpEvent, KeyContext } from '../http/http-event.ts';
import { routeOf } from '../http/known-routes.ts';
import { agentOfArn } from './arn-agent.ts';

/** Who calls, whichever door they came through. */
export interface Identity {
  readonly agent: AgentId;
  /** Their own limits, in place of those that hold for all. */
  readonly requestsPerMinute?: number;
  readonly executionsPerDay?: number;
}

/**
 * The caller as the gateway names it: the principal that signed the request, or the agent whose key the authorizer admitted. Nothing that
 * a caller sends has a part in it. Throws `request.forbidden` when the gateway named nobody, or a key that is not for this route.
 */
export function identityOf(event: HttpEvent): Identity {
  const { iam, lambda } = event.requestContext.authorizer ?? {};
  if (iam && lambda) throw unknownCaller();
  if (lambda) return keyIdentity(event, lambda);
  const agent = agentOfArn(iam?.userArn ?? '');
  if (agent === undefined) throw unknownCaller();
  return { agent: authenticatedAgent(agent) };
}

/** As `identityOf`, without limits. */
export const agentOf = (event: HttpEvent): AgentId => identityOf(event).agent;

/** The account that the service runs in. */
export function accountOf({ requestContext: { accountId = '' } }: HttpEvent): string {
  if (/^\d{12}$/.test(accountId)) return accountId;
  throw new Error('The event names no account.');
}

/** The authorizer has asked for the scope already. It is asked for again: an answer that the gateway kept may have been for another route. */
function keyIdentity(event: HttpEvent, context: KeyContext): Identity {
  const { agent = '', scopes = [], requestsPerMinute, executionsPerDay } = context;
  const ours = `${accountOf(event)}/agent/`;
  if (!agent.startsWith(ours) || agent.length === ours.length) throw unknownCaller();
  const scope = routeOf(event.routeKey)?.scope;
  if (scope === undefined || !scopes.includes(scope)) throw outOfScope(scope);
  return {
    agent: authenticatedAgent(agent),
    ...(requestsPerMinute !== undefined && { requestsPerMinute }),
    ...(executionsPerDay !== undefined && { executionsPerDay }),
  };
}

function unknownCaller(): AppError {
  return new AppError('request.forbidden', 'The request does not come from a known principal.');
}

function outOfScope(scope: AgentScope | undefined): AppError {
  const message = scope === undefined ? 'No key opens this route.' : `The key does not have the scope "${scope}".`;
  return new AppError('request.forbidden', message);
}
