import type { WindowCounter } from '../../ports/window-counter.ts';

export function createMemoryWindowCounter(): WindowCounter {
  const counts = new Map<string, number>();
  return {
    async count({ name, startsAtMs, limit, places = 1 }) {
      const key = `${name}#${startsAtMs}`;
      const counted = counts.get(key) ?? 0;
      if (counted + places > limit) return 'full';
      counts.set(key, counted + places);
      return counted + places;
    },
  };
}
