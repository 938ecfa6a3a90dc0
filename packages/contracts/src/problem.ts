import { type ErrorCode, errorCatalog } from './errors.ts';
import { objectSchema } from './schema/schema-of.ts';
import { type Violation, violationSchema } from './validation-report.ts';

/** One fault of a request. `pointer` (RFC 6901) leads into the body; what is not in the body stands below `/query` or `/headers`. */
export interface RequestFault {
  readonly pointer: string;
  readonly message: string;
}

/** The body of every error answer (RFC 9457, `application/problem+json`). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: ErrorCode;
  readonly requestId: string;
  readonly retryable: boolean;
  readonly hint?: string;
  readonly errors?: readonly RequestFault[];
  readonly violations?: readonly Violation[];
  readonly retryAfterSeconds?: number;
  readonly executionId?: string;
}

/** Every code, in the order of the catalogue. */
const errorCodes = Object.keys(errorCatalog) as ErrorCode[];

export const problemTypeOf = (code: ErrorCode): string => `urn:dtr:problem:${code}`;

const requestFaultSchema = objectSchema<RequestFault>({
  description: 'One fault of the request.',
  required: {
    pointer: {
      type: 'string',
      description: 'RFC 6901 pointer into the body; query parameters stand below `/query`, headers below `/headers`.',
      examples: ['/parameters/type', '/query/limit'],
    },
    message: { type: 'string', description: 'What was wrong and what is accepted.' },
  },
  optional: {},
});

export const problemSchema = objectSchema<ProblemDocument>({
  description: 'What went wrong (RFC 9457). Clients switch on `code`; codes are only ever added.',
  required: {
    type: { type: 'string', format: 'uri', description: '`urn:dtr:problem:` and the code.' },
    title: { type: 'string', description: 'The same for every problem of a code.' },
    status: { type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status.' },
    detail: { type: 'string', description: 'What happened this time.' },
    instance: { type: 'string', format: 'uri', description: '`urn:uuid:` and an id of this problem.' },
    code: { type: 'string', enum: errorCodes },
    requestId: { type: 'string', description: 'Equals the `X-Request-Id` header.' },
    retryable: { type: 'boolean', description: 'The same request may succeed later.' },
  },
  optional: {
    hint: { type: 'string', description: 'What to do next.' },
    errors: { type: 'array', items: requestFaultSchema },
    violations: { type: 'array', items: violationSchema, description: 'Findings of the policy, in order of line.' },
    retryAfterSeconds: { type: 'integer', minimum: 0, description: 'Equals the `Retry-After` header.' },
    executionId: { type: 'string', description: 'The execution whose outcome is not known.' },
  },
});
