import { setTimeout as wait } from 'node:timers/promises';

/** Median duration in milliseconds of something done one after the other. */
export async function medianMs(times: number, work: () => Promise<unknown>, { pauseMs = 0 } = {}): Promise<number> {
  const durations: number[] = [];
  for (let index = 0; index < times; index += 1) {
    if (pauseMs > 0) await wait(pauseMs);
    const startedAt = performance.now();
    await work();
    durations.push(performance.now() - startedAt);
  }
  return medianOf(durations);
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
