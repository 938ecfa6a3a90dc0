import { type ErrorCode, errorCatalog, type ProblemDocument, problemTypeOf, statusOfKind } from '@dtr/contracts';
import { AppError } from '@dtr/core';
import type { HttpHeaders, HttpResponse } from '../http/http-event.ts';
import { problemType } from '../http/responses.ts';
import type { LogTarget } from '../observability/log-target.ts';
import type { HttpMiddleware } from './http-middleware.ts';

/** Seconds to wait where the error that may pass does not say. */
const defaultRetrySeconds = 1;

/** Turns any throw into an RFC 9457 body. An error we did not name is logged whole and shown as a bare 500. */
export function problemDetails(logger: LogTarget): HttpMiddleware {
  return {
    onError(request) {
      const { error, context } = request;
      const known = error instanceof AppError ? error : new AppError('internal', 'Something went wrong on our side.');
      const response = problemResponse(known, context.awsRequestId);
      // What callers sent stands in messages and causes of their own faults: those are not logged.
      if (response.statusCode < statusOfKind.internal) logger.info({ message: 'request refused', code: known.code });
      else logger.error({ message: 'request failed', code: known.code, error });
      request.response = response;
    },
  };
}

function problemResponse(error: AppError, requestId: string): HttpResponse {
  const { code, details } = error;
  const status = statusOfKind[errorCatalog[code].kind];
  const retryAfterSeconds = details.retryAfterSeconds ?? retrySecondsOf(code, status);
  const body = {
    ...problemOf(error, status, requestId),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  return { statusCode: status, headers: headersOf(retryAfterSeconds, details.replayed), body: JSON.stringify(body) };
}

function problemOf(
  { code, message, isRetryable, details }: AppError,
  status: number,
  requestId: string,
): ProblemDocument {
  const { hint, errors, violations, executionId } = details;
  return {
    type: problemTypeOf(code),
    title: errorCatalog[code].title,
    status,
    detail: message,
    instance: `urn:uuid:${requestId}`,
    code,
    requestId,
    retryable: isRetryable,
    ...(hint !== undefined && { hint }),
    ...(errors !== undefined && { errors }),
    ...(violations !== undefined && { violations }),
    ...(executionId !== undefined && { executionId }),
  };
}

function retrySecondsOf(code: ErrorCode, status: number): number | undefined {
  const mayPass = status === statusOfKind['rate-limited'] || status === statusOfKind.unavailable;
  return mayPass && code !== 'internal' ? defaultRetrySeconds : undefined;
}

function headersOf(retryAfterSeconds: number | undefined, replayed: true | undefined): HttpHeaders {
  return {
    'content-type': problemType,
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    ...(replayed && { 'idempotent-replayed': 'true' }),
  };
}
