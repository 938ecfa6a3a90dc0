import { listToolsQuerySchema, pageQuerySchema } from '../queries.ts';
import type { OperationId } from '../routes.ts';
import { toolSchema } from '../tool.ts';
import { toolDraftBodySchema } from '../tool-draft-body.ts';
import { validationReportSchema } from '../validation-report.ts';
import { jsonAnswer, type Operation } from './operation.ts';
import { toolPageSchema, toolVersionPageSchema } from './pages.ts';

const draftErrors = ['request.too_large', 'schema.invalid', 'dependency.unavailable'] as const;
const gateErrors = [
  ...draftErrors,
  'tool.policy_violation',
  'tool.example_failed',
  'tool.definition_taken',
  'tool.name_taken',
  'tool.conflict',
  'execution.not_started',
] as const;

export const toolOperations = {
  createTool: {
    tag: 'Tools',
    summary: 'Create a tool',
    description:
      'Judges the code, runs the examples that have an output, and stores the tool. A definition that is already there, yours or shared, is reused instead if your policy accepts it: 200 with `reused: true`.',
    parameters: ['Idempotency-Key'],
    body: toolDraftBodySchema,
    answers: {
      200: jsonAnswer('This definition was there already.', toolSchema, ['ETag', 'Location', 'Idempotent-Replayed']),
      201: jsonAnswer('Created.', toolSchema, ['ETag', 'Location', 'Idempotent-Replayed']),
    },
    errors: [...gateErrors, 'idempotency.in_progress', 'idempotency.key_reused'],
  },
  listTools: {
    tag: 'Tools',
    summary: 'List tools',
    description: 'The tools you see, newest first, without code. A page may be shorter than `limit` and not the last.',
    query: listToolsQuerySchema,
    answers: { 200: jsonAnswer('One page.', toolPageSchema) },
    errors: ['cursor.invalid'],
  },
  validateTool: {
    tag: 'Tools',
    summary: 'Validate a draft',
    description:
      'What would be found if the draft were posted, under the policy that is for you. Runs nothing; only the verdict is cached, and an audit event tells that it was given.',
    body: toolDraftBodySchema,
    answers: { 200: jsonAnswer('The report, whatever the verdict.', validationReportSchema) },
    errors: [...draftErrors, 'tool.example_failed'],
  },
  getTool: {
    tag: 'Tools',
    summary: 'Get a tool',
    description:
      'The latest version, with code. Tools of others that are not shared look absent. To its owner a quarantined tool says why.',
    parameters: ['toolId'],
    answers: { 200: jsonAnswer('The tool.', toolSchema, ['ETag']) },
    errors: ['tool.not_found'],
  },
  updateTool: {
    tag: 'Tools',
    summary: 'Update a tool',
    description:
      'Replaces the whole draft. Another definition becomes the next version; the same one keeps its version. What the policy accepts is active again, had it been quarantined. Only the owner may do this.',
    parameters: ['toolId', 'If-Match'],
    body: toolDraftBodySchema,
    answers: { 200: jsonAnswer('The tool as it is now.', toolSchema, ['ETag']) },
    errors: [
      ...gateErrors,
      'request.forbidden',
      'tool.not_found',
      'tool.quarantined',
      'tool.precondition_required',
      'tool.precondition_failed',
    ],
  },
  deleteTool: {
    tag: 'Tools',
    summary: 'Delete a tool',
    description:
      'The tool is then absent everywhere; its executions stay readable to their callers. Only the owner may do this.',
    parameters: ['toolId', 'If-Match'],
    answers: { 204: { description: 'Deleted.' } },
    errors: [
      'request.forbidden',
      'tool.not_found',
      'tool.conflict',
      'tool.precondition_required',
      'tool.precondition_failed',
    ],
  },
  listToolVersions: {
    tag: 'Tools',
    summary: 'List the versions of a tool',
    description: 'The history, newest first.',
    parameters: ['toolId'],
    query: pageQuerySchema,
    answers: { 200: jsonAnswer('One page.', toolVersionPageSchema) },
    errors: ['tool.not_found', 'cursor.invalid'],
  },
  getToolVersion: {
    tag: 'Tools',
    summary: 'Get one version of a tool',
    description: 'The version whole, as it was when it was made.',
    parameters: ['toolId', 'version'],
    answers: { 200: jsonAnswer('The version.', toolSchema) },
    errors: ['tool.not_found'],
  },
} as const satisfies Partial<Record<OperationId, Operation>>;
