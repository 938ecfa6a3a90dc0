import { type ErrorCode, type ErrorKind, errorCatalog, statusOfKind, type Violation } from '@dtr/contracts';

/** One fault in what the caller sent. `pointer` is an RFC 6901 pointer into the request body. */
export interface FieldFault {
  readonly pointer: string;
  readonly message: string;
}

/** Shown to the caller beside the message: no secrets, no source text, no ARNs. */
export interface ErrorDetails {
  readonly hint?: string;
  readonly errors?: readonly FieldFault[];
  readonly violations?: readonly Violation[];
  readonly retryAfterSeconds?: number;
  readonly executionId?: string;
  /** This is the stored answer of an earlier request with the same idempotency key. */
  readonly replayed?: true;
}

interface AppErrorOptions {
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
}

const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'request.rate_limited',
  'tool.conflict',
  'agent.conflict',
  'agent.rate_limited',
  'execution.not_started',
  'execution.outcome_unknown',
  'execution.rate_limited',
  'idempotency.in_progress',
  'dependency.unavailable',
]);

/** The only error the core and its adapters throw on purpose. Anything else is a bug. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, { details = {}, cause }: AppErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.details = details;
  }

  get kind(): ErrorKind {
    return errorCatalog[this.code].kind;
  }

  /** The same request may succeed later, unchanged. */
  get isRetryable(): boolean {
    return retryableCodes.has(this.code);
  }
}

/** A refusal that would be the same again, and no failure of ours that may pass. */
export function isLastingRefusal(error: unknown): error is AppError {
  return error instanceof AppError && !error.isRetryable && statusOfKind[error.kind] < statusOfKind.internal;
}
