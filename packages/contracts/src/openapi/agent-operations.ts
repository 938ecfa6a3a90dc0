import { agentDraftSchema, agentViewSchema, keyedAgentSchema, rotateRequestSchema } from '../agent.ts';
import { pageQuerySchema } from '../queries.ts';
import type { OperationId } from '../routes.ts';
import { jsonAnswer, type Operation } from './operation.ts';
import { agentPageSchema } from './pages.ts';

const once = ['idempotency.in_progress', 'idempotency.key_reused'] as const;

export const agentOperations = {
  createAgent: {
    tag: 'Agents',
    summary: 'Create an agent with a key',
    description:
      'For operators. The agent calls the second address of the service with its key, as `Authorization: Bearer` or `x-api-key`, and is named `<account>/agent/<name>` wherever agents are named. The key is shown this once: nothing keeps it, and an answer that is given again is without it.',
    parameters: ['Idempotency-Key'],
    body: agentDraftSchema,
    answers: {
      201: jsonAnswer('Created.', keyedAgentSchema, ['Location', 'Cache-Control', 'Idempotent-Replayed']),
    },
    errors: ['request.forbidden', 'agent.name_taken', 'agent.conflict', ...once],
  },
  listAgents: {
    tag: 'Agents',
    summary: 'List agents that have keys',
    description: 'For operators. By name; those that were revoked or have expired are among them.',
    query: pageQuerySchema,
    answers: { 200: jsonAnswer('One page.', agentPageSchema) },
    errors: ['request.forbidden', 'cursor.invalid'],
  },
  getAgent: {
    tag: 'Agents',
    summary: 'Get an agent that has keys',
    description: 'For operators. Its keys are named by their ids, never shown.',
    parameters: ['agentName'],
    answers: { 200: jsonAnswer('The agent.', agentViewSchema) },
    errors: ['request.forbidden', 'agent.not_found'],
  },
  rotateAgent: {
    tag: 'Agents',
    summary: 'Give an agent another key',
    description:
      'For operators. The keys from before go on working for `overlapSeconds`, an hour unless another time is given, and at most five work at once. The new key is shown this once.',
    parameters: ['agentName', 'Idempotency-Key'],
    body: rotateRequestSchema,
    isBodyOptional: true,
    answers: { 200: jsonAnswer('The agent.', keyedAgentSchema, ['Cache-Control', 'Idempotent-Replayed']) },
    errors: [
      'request.forbidden',
      'agent.not_found',
      'agent.revoked',
      'agent.expired',
      'agent.too_many_keys',
      'agent.conflict',
      ...once,
    ],
  },
  revokeAgent: {
    tag: 'Agents',
    summary: 'Revoke an agent',
    description:
      'For operators. Ends all its keys for good: no request that comes after the answer is let in by one of them. What it owns stays. Again it changes nothing.',
    parameters: ['agentName', 'Idempotency-Key'],
    answers: { 200: jsonAnswer('The agent.', agentViewSchema, ['Idempotent-Replayed']) },
    errors: ['request.forbidden', 'agent.not_found', 'agent.conflict', ...once],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
