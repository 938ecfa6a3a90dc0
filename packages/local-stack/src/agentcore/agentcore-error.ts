/** The modelled exceptions with their HTTP status, and what AWS answers before a request reaches the service. */
const statusOf = {
  AccessDeniedException: 403,
  ConflictException: 409,
  InternalServerException: 500,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 402,
  ThrottlingException: 429,
  ValidationException: 400,
  IncompleteSignatureException: 400,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnknownOperationException: 404,
  UnrecognizedClientException: 403,
} as const satisfies Record<string, number>;

export type AgentCoreErrorCode = keyof typeof statusOf;

/** The exceptions that may also arrive inside an event stream. */
export const streamExceptions = [
  'AccessDeniedException',
  'ConflictException',
  'InternalServerException',
  'ResourceNotFoundException',
  'ServiceQuotaExceededException',
  'ThrottlingException',
  'ValidationException',
] as const satisfies readonly AgentCoreErrorCode[];
export type StreamException = (typeof streamExceptions)[number];

type ValidationReason = 'CannotParse' | 'FieldValidationFailed' | 'IdempotentParameterMismatchException';

/** The only error thrown on purpose; anything else becomes a bare `InternalServerException`. */
export class AgentCoreError extends Error {
  override readonly name = 'AgentCoreError';
  readonly code: AgentCoreErrorCode;
  readonly status: number;
  /** What a `ValidationException` says beside its message. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: AgentCoreErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = statusOf[code];
    this.details = details;
  }
}

/** A refusal of the input. `field` is named to the caller; absent when it is the request as a whole. */
export function invalid(message: string, field?: string, reason: ValidationReason = 'FieldValidationFailed') {
  return new AgentCoreError('ValidationException', message, {
    reason,
    ...(field === undefined ? {} : { fieldList: [{ name: field, message }] }),
  });
}
