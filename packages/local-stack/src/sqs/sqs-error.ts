/** Codes of the JSON protocol, with the older query code that clients may still switch on. */
const catalog = {
  AccessDeniedException: [403, 'AccessDenied'],
  BatchEntryIdsNotDistinct: [400, 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct'],
  BatchRequestTooLong: [400, 'AWS.SimpleQueueService.BatchRequestTooLong'],
  EmptyBatchRequest: [400, 'AWS.SimpleQueueService.EmptyBatchRequest'],
  IncompleteSignature: [400, 'IncompleteSignature'],
  InternalFailure: [500, 'InternalFailure'],
  InvalidAction: [400, 'InvalidAction'],
  InvalidAttributeName: [400, 'InvalidAttributeName'],
  InvalidAttributeValue: [400, 'InvalidAttributeValue'],
  InvalidBatchEntryId: [400, 'AWS.SimpleQueueService.InvalidBatchEntryId'],
  InvalidClientTokenId: [403, 'InvalidClientTokenId'],
  InvalidMessageContents: [400, 'InvalidMessageContents'],
  InvalidParameterValue: [400, 'InvalidParameterValue'],
  MessageNotInflight: [400, 'AWS.SimpleQueueService.MessageNotInflight'],
  MissingAuthenticationToken: [403, 'MissingAuthenticationToken'],
  MissingParameter: [400, 'MissingParameter'],
  QueueDoesNotExist: [400, 'AWS.SimpleQueueService.NonExistentQueue'],
  QueueNameExists: [400, 'QueueAlreadyExists'],
  ReceiptHandleIsInvalid: [400, 'ReceiptHandleIsInvalid'],
  RequestExpired: [400, 'RequestExpired'],
  ResourceNotFoundException: [404, 'ResourceNotFoundException'],
  SerializationException: [400, 'SerializationException'],
  SignatureDoesNotMatch: [403, 'SignatureDoesNotMatch'],
  TooManyEntriesInBatchRequest: [400, 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest'],
  UnsupportedOperation: [400, 'AWS.SimpleQueueService.UnsupportedOperation'],
} as const satisfies Record<string, readonly [status: number, queryCode: string]>;

export type SqsErrorCode = keyof typeof catalog;

/** The only error the queues throw on purpose; anything else becomes a bare `InternalFailure`. */
export class SqsError extends Error {
  override readonly name = 'SqsError';
  readonly code: SqsErrorCode;
  readonly status: number;
  readonly queryCode: string;

  constructor(code: SqsErrorCode, message: string) {
    super(message);
    this.code = code;
    [this.status, this.queryCode] = catalog[code];
  }
}
