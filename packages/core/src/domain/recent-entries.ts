/** A bounded memory: when it is full the entry that was used longest ago goes. Lives as long as its function instance. */
export interface RecentEntries<Key, Value> {
  find(key: Key): Value | undefined;
  put(key: Key, value: Value): void;
}

export function createRecentEntries<Key, Value>(capacity: number): RecentEntries<Key, Value> {
  const entries = new Map<Key, Value>();
  const put = (key: Key, value: Value) => {
    entries.delete(key);
    entries.set(key, value);
    if (entries.size > capacity) for (const oldest of entries.keys()) return void entries.delete(oldest);
  };
  return {
    find(key) {
      const value = entries.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    put,
  };
}
