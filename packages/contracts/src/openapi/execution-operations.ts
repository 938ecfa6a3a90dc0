import { executeRequestSchema, executionResultSchema } from '../execution.ts';
import { jobSchema } from '../job.ts';
import type { OperationId } from '../routes.ts';
import { jsonAnswer, type Operation } from './operation.ts';

export const executionOperations = {
  executeTool: {
    tag: 'Executions',
    summary: 'Execute a tool',
    description:
      "Runs the tool in a fresh sandbox and waits. 200 whatever the tool did, as long as the outcome is known: see `status`. A version that the policy of its owner refuses by now, or that the interpreter does not compile, is quarantined and does not run. With an `Idempotency-Key` a retry is given the first outcome; only where none is known (504) it runs the tool again, under the same execution id: leave such a retry out when twice would be once too often.\n\nIt becomes a job, 202, when `Prefer` asks for one, and always when its time limit (the least of the tool's, the policy's and `timeoutSeconds`; a job runs for at most 840 s) is above 25 s. What would be refused is refused before there is a job. A retry with the same `Idempotency-Key` is given the first answer, whatever it prefers.",
    parameters: ['toolId', 'Idempotency-Key', 'Prefer'],
    body: executeRequestSchema,
    answers: {
      200: jsonAnswer('The outcome.', executionResultSchema, ['Idempotent-Replayed', 'Preference-Applied']),
      202: jsonAnswer('It is a job: read at `Location` how it goes on.', jobSchema, [
        'Location',
        'Retry-After',
        'Idempotent-Replayed',
        'Preference-Applied',
      ]),
    },
    errors: [
      'request.too_large',
      'tool.not_found',
      'tool.quarantined',
      'execution.invalid_input',
      'execution.not_started',
      'execution.rate_limited',
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
