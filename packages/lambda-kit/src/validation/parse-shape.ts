import type { ErrorCode } from '@dtr/contracts';
import { invalidRequest } from '../http/invalid-request.ts';
import { type CompiledShape, faultsOf } from './compiled-shape.ts';

/** The value as its type, or an error with everything that is wrong with it. */
export function parseShape<T>(shape: CompiledShape<T>, value: unknown, code: ErrorCode = 'request.invalid'): T {
  const faults = faultsOf(shape, value, '');
  if (faults.length > 0) throw invalidRequest(faults, code);
  return value as T;
}
