import { agentLimits } from '@dtr/contracts';
import { AppError } from '../app-error.ts';

export function agentNotFound(name: string): AppError {
  return new AppError('agent.not_found', `There is no agent named "${name}".`, {
    details: { hint: 'GET /agents lists the agents that have keys.' },
  });
}

export function agentNameTaken(name: string): AppError {
  return new AppError(
    'agent.name_taken',
    `There is or was an agent named "${name}", and names are never given twice.`,
    {
      details: {
        errors: [{ pointer: '/name', message: 'is taken' }],
        hint: `Choose another name. For a new key of the same agent, unless it was revoked: POST /agents/${name}/rotate.`,
      },
    },
  );
}

export function agentRevoked(name: string): AppError {
  return new AppError('agent.revoked', `The agent "${name}" was revoked, which is for good.`, {
    details: { hint: 'Create another agent, with another name.' },
  });
}

export function agentExpired(name: string): AppError {
  return new AppError('agent.expired', `The agent "${name}" has expired: a new key would not work either.`, {
    details: { hint: 'Create another agent, with another name.' },
  });
}

export function tooManyKeys(): AppError {
  return new AppError('agent.too_many_keys', `The agent has ${agentLimits.keys} keys that work, which is the most.`, {
    details: { hint: 'Rotate with "overlapSeconds": 0, which ends the keys from before, or wait until one has ended.' },
  });
}

export function agentConflict(): AppError {
  return new AppError('agent.conflict', 'The agent was changed by another request at the same moment.', {
    details: { hint: 'Send the same request again.', retryAfterSeconds: 1 },
  });
}

export function expiryInvalid(): AppError {
  const message = 'must be an instant to come';
  return new AppError('request.invalid', `The agent cannot be created: /expiresAt ${message}.`, {
    details: { errors: [{ pointer: '/expiresAt', message }] },
  });
}
