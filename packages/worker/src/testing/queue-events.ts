import type { QueueEvent } from '../queue-event.ts';

/** An event with one message for each body, called m0, m1, … */
export function aQueueEvent(...bodies: readonly unknown[]): QueueEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      receiptHandle: `handle of m${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '1' },
    })),
  };
}

export const aRevalidation = { kind: 'policy.revalidate', policy: 'default', digest: 'sha256:00' } as const;
