import { SqsError } from '../sqs-error.ts';

/** A receipt: which message, and which receive of it. Opaque to clients. */
export interface Receipt {
  readonly id: number;
  readonly token: string;
}

export const writeHandle = (queue: string, { id, token }: Receipt): string =>
  Buffer.from(JSON.stringify([queue, id, token])).toString('base64');

/** Reads a handle that must have come from this queue. */
export function readHandle(queue: string, handle: string): Receipt {
  try {
    const [name, id, token] = JSON.parse(Buffer.from(handle, 'base64').toString('utf8')) as unknown[];
    if (name === queue && Number.isSafeInteger(id) && typeof token === 'string') return { id: Number(id), token };
  } catch {
    // Not one of ours either.
  }
  throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
}
