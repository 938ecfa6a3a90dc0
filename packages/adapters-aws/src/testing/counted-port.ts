/** How often each method was called. */
export type Counted = Record<string, number>;

/** A port that counts the calls of its methods, by name, and passes them on. */
export function createCountedPort<Port extends object>(port: Port, counted: Counted): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const method = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => {
        counted[String(name)] = (counted[String(name)] ?? 0) + 1;
        return method.apply(target, args);
      };
    },
  });
}
