import type { WorkerMessage } from '@dtr/contracts';
import type { SendOptions, WorkQueue } from '../../ports/work-queue.ts';

/** Keeps what was sent; nobody takes it out. */
export interface MemoryWorkQueue extends WorkQueue {
  readonly messages: readonly WorkerMessage[];
  /** How each of them was sent. */
  readonly options: readonly SendOptions[];
}

export function createMemoryWorkQueue(): MemoryWorkQueue {
  const messages: WorkerMessage[] = [];
  const options: SendOptions[] = [];
  return {
    messages,
    options,
    async send(message, given = {}) {
      messages.push(message);
      options.push(given);
    },
  };
}
