import { AppError } from '@dtr/core';

/** Errors of the SDK and of Node's network layer that say: not now, nothing is wrong with the request. */
const passingErrors: ReadonlySet<string> = new Set([
  'AbortError',
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceException',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);
const networkErrors: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Runs a call to a service; an outage becomes `dependency.unavailable`, anything else is thrown as it is. */
export async function asking<Answer>(service: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw unavailable(service, error);
  }
}

/** `service` is a plain word for callers, such as "catalogue"; the cause is for logs. */
export function unavailable(service: string, cause: unknown): AppError {
  return new AppError(
    'dependency.unavailable',
    `The ${service} did not answer. Whether the request took effect is not known.`,
    {
      cause,
      details: {
        hint: 'Send the same request again, with the same Idempotency-Key if it had one.',
        retryAfterSeconds: 1,
      },
    },
  );
}

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $metadata } = error as {
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode ?? 0;
  return passingErrors.has(error.name) || (code !== undefined && networkErrors.has(code)) || status >= 500;
}
