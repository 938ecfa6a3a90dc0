/** One event on its way to a function. */
export interface Invocation {
  readonly requestId: string;
  readonly payload: Buffer;
  readonly functionArn: string;
  readonly deadlineMs: number;
  readonly traceId: string;
}

/** What came of an invocation. A failed one carries the error document that its caller sees. */
export interface InvocationOutcome {
  readonly ok: boolean;
  /** JSON text. */
  readonly payload: Buffer;
  /** The last 4 KB that the function printed meanwhile. */
  readonly logTail: string;
}

/** Limits of a synchronous invocation in bytes; AWS quota page, checked 2026-11. The answer may be a little larger. */
export const requestBytesLimit = 6_291_456;
export const responseBytesLimit = 6_291_556;
/** Limit of an `Event` invocation in bytes; same page. */
export const eventBytesLimit = 1_048_576;

/** The error documents that Lambda itself writes when a function cannot. */
export const functionError = {
  timedOut: (requestId: string, seconds: number) =>
    errorDocument(
      'Sandbox.Timedout',
      `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
    ),
  exited: (requestId: string, how: string) =>
    errorDocument('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited ${how}`),
  responseTooLarge: () =>
    errorDocument(
      'Function.ResponseSizeTooLarge',
      `Response payload size exceeded maximum allowed payload size (${responseBytesLimit} bytes).`,
    ),
  notStarted: (requestId: string, reason: string) =>
    errorDocument('Runtime.InitError', `RequestId: ${requestId} Error: ${reason}`),
};

function errorDocument(errorType: string, errorMessage: string): Buffer {
  return Buffer.from(JSON.stringify({ errorType, errorMessage }));
}
