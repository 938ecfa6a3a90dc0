import { policySchema, simulateRequestSchema, simulationReportSchema } from '../policy/policy.ts';
import { policyDocumentSchema } from '../policy/policy-document.ts';
import { pageQuerySchema } from '../queries.ts';
import { jsonAnswer, type Operation } from './operation.ts';
import { policyPageSchema } from './pages.ts';

export const policyOperations = {
  listPolicies: {
    tag: 'Policies',
    summary: 'List policies',
    description: 'All policies by name. Each agent is judged by the one whose `agents` fit it best.',
    query: pageQuerySchema,
    answers: { 200: jsonAnswer('One page.', policyPageSchema) },
    errors: ['cursor.invalid'],
  },
  getPolicy: {
    tag: 'Policies',
    summary: 'Get a policy',
    description: 'The policy with its document.',
    parameters: ['policyName'],
    answers: { 200: jsonAnswer('The policy.', policySchema, ['ETag']) },
    errors: ['policy.not_found'],
  },
  putPolicy: {
    tag: 'Policies',
    summary: 'Apply a policy',
    description:
      'For operators. A document with faults is refused and the one in force stays. From the answer on, which takes a second longer for that, verdicts and executions follow the new one; tools that are there are judged again in the background, and those it refuses are quarantined. The same document again starts that anew.',
    parameters: ['policyName', 'If-Match', 'If-None-Match'],
    body: policyDocumentSchema,
    answers: {
      200: jsonAnswer('Applied.', policySchema, ['ETag']),
      201: jsonAnswer('A new policy, applied.', policySchema, ['ETag']),
    },
    errors: [
      'request.forbidden',
      'policy.invalid',
      'policy.agents_taken',
      'policy.limit_reached',
      'policy.precondition_required',
      'policy.precondition_failed',
      'dependency.unavailable',
    ],
  },
  simulatePolicy: {
    tag: 'Policies',
    summary: 'Simulate a policy',
    description:
      'For operators. Which of the tools that are there the policy would refuse, who owns them and when they last ran. Changes nothing. Ends within 20 seconds; read on with `nextCursor`.',
    parameters: ['policyName'],
    body: simulateRequestSchema,
    answers: { 200: jsonAnswer('One page of tools, judged.', simulationReportSchema) },
    errors: [
      'request.forbidden',
      'policy.not_found',
      'policy.invalid',
      'policy.agents_taken',
      'cursor.invalid',
      'dependency.unavailable',
    ],
  },
} as const satisfies Readonly<Record<string, Operation>>;
