import { executeRequestSchema, executionResultSchema } from '../execution.ts';
import type { OperationId } from '../routes.ts';
import { jsonAnswer, type Operation } from './operation.ts';

export const executionOperations = {
  executeTool: {
    tag: 'Executions',
    summary: 'Execute a tool',
    description:
      'Runs the tool in a fresh sandbox and waits. 200 whatever the tool did, as long as the outcome is known: see `status`. A version that the policy of its owner refuses by now, or that the interpreter does not compile, is quarantined and does not run. With an `Idempotency-Key` a retry never runs the tool twice.',
    parameters: ['toolId', 'Idempotency-Key'],
    body: executeRequestSchema,
    answers: { 200: jsonAnswer('The outcome.', executionResultSchema, ['Idempotent-Replayed']) },
    errors: [
      'request.too_large',
      'tool.not_found',
      'tool.quarantined',
      'execution.invalid_input',
      'execution.not_started',
      'execution.outcome_unknown',
      'idempotency.in_progress',
      'idempotency.key_reused',
    ],
  },
  getExecution: {
    tag: 'Executions',
    summary: 'Get an execution',
    description: 'The outcome again, for its caller, for 30 days.',
    parameters: ['executionId'],
    answers: { 200: jsonAnswer('The outcome.', executionResultSchema) },
    errors: ['execution.not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
