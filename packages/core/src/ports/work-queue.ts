import type { WorkerMessage } from '@dtr/contracts';

/** The queue of the `worker` function. It delivers at least once and in any order. */
export interface WorkQueue {
  /** Throws `dependency.unavailable` when it is not certain that the message is in the queue. */
  send(message: WorkerMessage): Promise<void>;
}
