import type { SchemaOf } from './schema-of.ts';

const ulid = '[0-7][0-9A-HJKMNP-TV-Z]{25}';

export const toolIdSchema: SchemaOf<string> = {
  type: 'string',
  pattern: `^tool-${ulid}$`,
  description: 'Names the tool for good.',
  examples: ['tool-01KAJ3M0V6S4QW8ZK3T5XN7R2C'],
};

export const executionIdSchema: SchemaOf<string> = {
  type: 'string',
  pattern: `^exec-${ulid}$`,
  description: 'Names the execution for good.',
  examples: ['exec-01KAJ3M2B8D0F6H4J9K1M5N7P3'],
};

export const jobIdSchema: SchemaOf<string> = {
  type: 'string',
  pattern: `^job-${ulid}$`,
  description: 'Names the job for good.',
  examples: ['job-01KAJ3M4C9E1G7J5K0N2P6Q8R4'],
};

export const digestSchema: SchemaOf<string> = {
  type: 'string',
  pattern: '^sha256:[0-9a-f]{64}$',
  description: 'SHA-256 over the canonical JSON (RFC 8785) of what it names.',
};

export const versionSchema: SchemaOf<number> = {
  type: 'integer',
  minimum: 1,
  description: 'Counts from 1 without gaps.',
};

export const agentSchema: SchemaOf<string> = {
  type: 'string',
  description:
    'The agent: account, kind and name of its IAM principal; or account, `agent` and name of one that comes with a key.',
  examples: ['000000000000/user/planner'],
};

export const instant = (description: string): SchemaOf<string> => ({
  type: 'string',
  format: 'date-time',
  description,
});
