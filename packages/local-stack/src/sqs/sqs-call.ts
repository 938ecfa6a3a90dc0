import type { Queues } from './queues/open-queues.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A verified request. */
export interface SqsCall {
  readonly input: JsonObject;
  readonly queues: Queues;
  readonly principalArn: string;
  /** Base of the queue URLs given out: the address the caller used. */
  readonly origin: string;
  readonly accountId: string;
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal;
}

/** One SQS operation. Its answer is the JSON body. */
export type SqsAction = (call: SqsCall) => JsonObject | Promise<JsonObject>;
