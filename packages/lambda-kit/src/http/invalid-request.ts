import type { ErrorCode } from '@dtr/contracts';
import { AppError, type FieldFault } from '@dtr/core';

/** The error for faults of one request, all of them at once. */
export function invalidRequest(faults: readonly FieldFault[], code: ErrorCode = 'request.invalid'): AppError {
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  return new AppError(code, `The request has ${count}: ${faults.map(inWords).join('; ')}.`, {
    details: { errors: faults },
  });
}

function inWords({ pointer, message }: FieldFault): string {
  return `${pointer === '' ? 'the body' : pointer} ${message}`;
}
