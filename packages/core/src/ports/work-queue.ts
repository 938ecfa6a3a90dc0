import type { WorkerMessage } from '@dtr/contracts';
import type { AgentId } from '../domain/ids.ts';

export interface SendOptions {
  /** Whose message it is: a queue that has many of one agent's brings those of the others first. */
  readonly agent?: AgentId;
  /** Kept back for so long, at most 900 s. */
  readonly delaySeconds?: number;
}

/** The queue of the `worker` function. It delivers at least once and in any order. */
export interface WorkQueue {
  /** Throws `dependency.unavailable` when it is not certain that the message is in the queue. */
  send(message: WorkerMessage, options?: SendOptions): Promise<void>;
}
