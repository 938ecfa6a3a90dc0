import type { Json, JsonObject } from './json.ts';
import { limits } from './limits.ts';
import { enumSchema, nullable, objectSchema } from './schema/schema-of.ts';
import { digestSchema, executionIdSchema, instant, toolIdSchema, versionSchema } from './schema/values.ts';
import { type SandboxTier, sandboxTierSchema } from './validation-report.ts';

/** `POST /tools/{toolId}/execute` body. */
export interface ExecuteRequest {
  readonly input: JsonObject;
  readonly version?: number;
  readonly timeoutSeconds?: number;
}

export type ExecutionStatus = 'succeeded' | 'failed' | 'timed_out' | 'out_of_memory' | 'not_started' | 'unknown';
export type OutputStatus = 'valid' | 'schema_mismatch' | 'not_serializable' | 'too_large' | 'none';

/** An error in the tool's own terms. `path` (RFC 6901) points into the output when the output is at fault. */
export interface ExecutionError {
  readonly type: string;
  readonly message: string;
  readonly line?: number;
  readonly trace?: string;
  readonly path?: string;
}

export interface ExecutionLogs {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

/** The whole output when it is too large to stand in the answer. The link works for one hour. */
export interface OutputLink {
  readonly url: string;
  readonly bytes: number;
  readonly expiresAt: string;
}

/** The outcome of one execution. Kept 30 days for its caller. */
export interface ExecutionResult {
  readonly executionId: string;
  readonly toolId: string;
  readonly version: number;
  readonly digest: string;
  readonly status: ExecutionStatus;
  readonly output: Json;
  readonly outputStatus: OutputStatus;
  readonly outputLink?: OutputLink;
  readonly error: ExecutionError | null;
  readonly logs: ExecutionLogs;
  readonly sandbox: { readonly tier: SandboxTier; readonly engine: string };
  readonly usage: { readonly durationMs: number; readonly startMs: number };
  readonly startedAt: string;
  readonly finishedAt: string;
}

export const executeRequestSchema = objectSchema<ExecuteRequest>({
  description: 'One call of a tool.',
  examples: [{ input: { text: 'Hello World' } }],
  required: {
    input: {
      type: 'object',
      additionalProperties: true,
      description: 'Checked against `parameters`; defaults are filled. At most 256 KiB of JSON.',
    },
  },
  optional: {
    version: { ...versionSchema, description: 'Left out: the latest version.' },
    timeoutSeconds: {
      type: 'integer',
      minimum: limits.timeoutSeconds.minimum,
      maximum: limits.timeoutSeconds.maximum,
      description: "Shortens the tool's own limit for this call; a longer one does not raise it.",
    },
  },
});

const executionStatusSchema = enumSchema<ExecutionStatus>('How the execution ended.', {
  succeeded: 'the function returned',
  failed: 'it raised, or what it returned is no JSON',
  timed_out: 'stopped at its time limit',
  out_of_memory: 'stopped at its memory limit',
  not_started: 'no code ran',
  unknown: 'the sandbox was lost after the start; the code may have run',
});

const outputStatusSchema = enumSchema<OutputStatus>('What became of the output.', {
  valid: 'it stands in `output`',
  schema_mismatch: 'it stands in `output` and breaks `returns`; `error` says where',
  not_serializable: 'it is no JSON; `error` says where',
  too_large: 'it is too long to stand in the answer; `outputLink` leads to it when it was kept',
  none: 'the function did not return',
});

export const executionErrorSchema = objectSchema<ExecutionError>({
  description: "What went wrong, in the tool's own terms.",
  required: {
    type: { type: 'string', description: 'For example the class of the exception.' },
    message: { type: 'string' },
  },
  optional: {
    line: { type: 'integer', minimum: 1, description: 'Line of `code`, from 1.' },
    trace: { type: 'string', description: "The tool's own frames." },
    path: { type: 'string', description: 'RFC 6901 pointer into the output, when the output is at fault.' },
  },
});

const executionLogsSchema = objectSchema<ExecutionLogs>({
  description: 'What the tool printed, at most 16 KiB of each.',
  required: { stdout: { type: 'string' }, stderr: { type: 'string' }, truncated: { type: 'boolean' } },
  optional: {},
});

const outputLinkSchema = objectSchema<OutputLink>({
  description: 'The whole output, for one hour.',
  required: {
    url: { type: 'string', format: 'uri' },
    bytes: { type: 'integer', minimum: 0 },
    expiresAt: instant('When the link ends.'),
  },
  optional: {},
});

export const executionResultSchema = objectSchema<ExecutionResult>({
  description: 'The outcome of one execution. Kept 30 days for its caller.',
  required: {
    executionId: executionIdSchema,
    toolId: toolIdSchema,
    version: versionSchema,
    digest: digestSchema,
    status: executionStatusSchema,
    output: { description: 'What the function returned. Integers beyond 2^53 keep every digit.' },
    outputStatus: outputStatusSchema,
    error: nullable('Null when nothing went wrong.', executionErrorSchema),
    logs: executionLogsSchema,
    sandbox: objectSchema<ExecutionResult['sandbox']>({
      description: 'Where the code ran.',
      required: {
        tier: sandboxTierSchema,
        engine: { type: 'string', description: 'Interpreter and version, for example `pyodide-314.0.7`.' },
      },
      optional: {},
    }),
    usage: objectSchema<ExecutionResult['usage']>({
      description: 'What it took.',
      required: {
        durationMs: { type: 'number', minimum: 0, description: 'Time in the tool.' },
        startMs: { type: 'number', minimum: 0, description: 'Time until the tool started.' },
      },
      optional: {},
    }),
    startedAt: instant('When the execution started.'),
    finishedAt: instant('When its outcome was known.'),
  },
  optional: { outputLink: outputLinkSchema },
});
