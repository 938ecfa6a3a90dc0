/** Longest timer; a wait beyond it just looks again. */
const MAX_WAIT_MS = 60_000;

/** Receivers that wait for a queue to change. */
export interface Waiters {
  /** Returns when the queue is woken, the instant has come, or the signal aborts. */
  wait(
    queue: string,
    options: { readonly untilMs: number; readonly nowMs: number; readonly signal?: AbortSignal },
  ): Promise<void>;
  wake(queue: string): void;
  wakeAll(): void;
}

export function createWaiters(): Waiters {
  const waiting = new Map<string, Set<() => void>>();
  const wake = (queue: string) => {
    for (const resume of waiting.get(queue) ?? []) resume();
  };
  return {
    wait: (queue, { untilMs, nowMs, signal }) =>
      new Promise((resolve) => {
        const resumes = waiting.get(queue) ?? new Set();
        waiting.set(queue, resumes);
        const resume = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', resume);
          resumes.delete(resume);
          resolve();
        };
        const timer = setTimeout(resume, Math.min(Math.max(untilMs - nowMs, 0), MAX_WAIT_MS));
        signal?.addEventListener('abort', resume);
        resumes.add(resume);
        if (signal?.aborted) resume();
      }),
    wake,
    wakeAll: () => {
      for (const queue of waiting.keys()) wake(queue);
    },
  };
}
