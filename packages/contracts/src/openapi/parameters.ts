import { agentNameSchema } from '../agent.ts';
import { limits } from '../limits.ts';
import { policyNamePattern } from '../policy/policy-document.ts';
import { executionIdSchema, jobIdSchema, toolIdSchema, versionSchema } from '../schema/values.ts';
import type { ParameterName } from './operation.ts';

const inPath = (name: string, schema: object, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});

export const parameters: Readonly<Record<ParameterName, object>> = {
  toolId: inPath('toolId', toolIdSchema, 'The tool.'),
  version: inPath('version', versionSchema, 'The version.'),
  executionId: inPath('executionId', executionIdSchema, 'The execution.'),
  jobId: inPath('jobId', jobIdSchema, 'The job.'),
  agentName: inPath('name', agentNameSchema, 'The agent.'),
  policyName: inPath('name', { type: 'string', pattern: policyNamePattern }, 'The policy.'),
  asset: inPath('asset', { type: 'string' }, 'Name of the asset.'),
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description: 'The `ETag` the change starts from, or `*` for any state. Without it: 428; with another one: 412.',
    schema: { type: 'string', examples: ['"r3"'] },
  },
  'If-None-Match': {
    name: 'If-None-Match',
    in: 'header',
    description: '`*` makes sure that the policy is new: 412 when there is one of that name.',
    schema: { type: 'string', enum: ['*'] },
  },
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Makes a retry safe: the first answer is kept 24 hours and given again. Yours alone.',
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: limits.idempotencyKeyChars,
      pattern: '^[!-~]+$',
      examples: ['3d6f0a1c-create-slugify'],
    },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description:
      '`respond-async`: 202 with a job, at once. `wait=n`: 200 when the outcome is known within n seconds (at most 25), else 202 with the job, which goes on. Both together mean `wait=n`. Other preferences are ignored (RFC 7240).',
    schema: { type: 'string', examples: ['respond-async', 'wait=10'] },
  },
};
