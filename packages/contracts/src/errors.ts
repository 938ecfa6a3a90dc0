/** What kind of failure a code is; it fixes the HTTP status. */
export const statusOfKind = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  unprocessable: 422,
  'precondition-required': 428,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
  'outcome-unknown': 504,
} as const;
export type ErrorKind = keyof typeof statusOfKind;

/** Every code a caller can meet, with its kind and title. Append-only: clients switch on the codes. */
export const errorCatalog = {
  'request.malformed_json': { kind: 'invalid', title: 'Malformed JSON' },
  'request.invalid': { kind: 'invalid', title: 'Invalid request' },
  'request.too_large': { kind: 'too-large', title: 'Request too large' },
  'request.unsupported_media_type': { kind: 'unsupported-media-type', title: 'Unsupported media type' },
  'request.forbidden': { kind: 'forbidden', title: 'Forbidden' },
  'request.route_not_found': { kind: 'not-found', title: 'No such route' },
  'request.rate_limited': { kind: 'rate-limited', title: 'Too many requests' },
  'cursor.invalid': { kind: 'invalid', title: 'Invalid cursor' },
  'schema.invalid': { kind: 'invalid', title: 'Invalid JSON Schema' },
  'tool.not_found': { kind: 'not-found', title: 'Tool not found' },
  'tool.name_taken': { kind: 'conflict', title: 'Tool name taken' },
  'tool.definition_taken': { kind: 'conflict', title: 'Definition taken by another of your tools' },
  'tool.conflict': { kind: 'conflict', title: 'Conflicting write' },
  'tool.quarantined': { kind: 'conflict', title: 'Tool quarantined' },
  'tool.policy_violation': { kind: 'unprocessable', title: 'Policy violation' },
  'tool.example_failed': { kind: 'unprocessable', title: 'Example failed' },
  'tool.precondition_required': { kind: 'precondition-required', title: 'If-Match required' },
  'tool.precondition_failed': { kind: 'precondition-failed', title: 'If-Match failed' },
  'execution.invalid_input': { kind: 'invalid', title: 'Invalid input' },
  'execution.not_found': { kind: 'not-found', title: 'Execution not found' },
  'execution.not_started': { kind: 'unavailable', title: 'Execution not started' },
  'execution.outcome_unknown': { kind: 'outcome-unknown', title: 'Outcome unknown' },
  'idempotency.in_progress': { kind: 'conflict', title: 'Request still running' },
  'idempotency.key_reused': { kind: 'unprocessable', title: 'Idempotency key reused' },
  'dependency.unavailable': { kind: 'unavailable', title: 'Dependency unavailable' },
  internal: { kind: 'internal', title: 'Internal error' },
} as const satisfies Record<string, { readonly kind: ErrorKind; readonly title: string }>;
export type ErrorCode = keyof typeof errorCatalog;
