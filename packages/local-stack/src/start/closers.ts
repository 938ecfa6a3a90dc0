/** What must be closed, in the opposite order of its opening. */
export interface Closers {
  add(close: () => Promise<void>): void;
  /** Closes everything, once; a failure does not keep the rest open. Rejects with the failures. */
  closeAll(): Promise<void>;
}

export function createClosers(): Closers {
  const stack: (() => Promise<void>)[] = [];
  return {
    add: (close) => void stack.push(close),
    async closeAll() {
      const failures: unknown[] = [];
      for (let close = stack.pop(); close; close = stack.pop()) {
        await close().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw new AggregateError(failures, 'not everything could be stopped');
    },
  };
}
