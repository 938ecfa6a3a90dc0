/*
 * The first code of every fresh interpreter, before any untrusted code. Its value is a function that gets the two doors
 * to the host and answers what the host needs. It keeps what it uses: code that later changes built-ins changes its
 * own world, not this.
 */

(log, host) => {
  const { defineProperty } = Object;
  const { apply } = Reflect;
  const { parse, stringify } = JSON;
  // biome-ignore lint/security/noGlobalEval: this realm is inside the interpreter; its own parts are compiled late.
  const evaluate = eval;

  /** Asks the host; values travel as JSON text, errors come back as errors of this realm. */
  const ask = (operation, value) => {
    const { result, error } = parse(host(operation, stringify(value) ?? 'null'));
    if (!error) return result;
    throw new (error.name === 'TypeError' ? TypeError : error.name === 'RangeError' ? RangeError : Error)(
      error.message,
    );
  };

  const define = (target, name, value) =>
    defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

  const timers = createTimers();
  const tools = { ask, define, host };

  /** A part is compiled when it is first touched: most code touches none. */
  const loaded = new Map();
  const part = (name) => {
    if (!loaded.has(name)) loaded.set(name, evaluate(host('source', name))(tools));
    return loaded.get(name);
  };
  tools.part = part;

  const lazily = (target, name, partName) =>
    defineProperty(target, name, {
      configurable: true,
      enumerable: false,
      get() {
        const value = part(partName)[name];
        define(target, name, value);
        return value;
      },
      set(value) {
        define(target, name, value);
      },
    });
  for (const [partName, names] of [
    ['encoding', ['TextEncoder', 'TextDecoder', 'atob', 'btoa']],
    ['url', ['URL', 'URLSearchParams']],
    ['clone', ['structuredClone']],
    ['crypto', ['crypto']],
    ['intl', ['Intl']],
  ]) {
    for (const name of names) lazily(globalThis, name, partName);
  }

  const viaIntl = (prototype, names) => {
    for (const name of names) {
      define(
        prototype,
        name,
        {
          [name](...operands) {
            return part('intl').localized[name](this, operands);
          },
        }[name],
      );
    }
  };
  viaIntl(Number.prototype, ['toLocaleString']);
  viaIntl(BigInt.prototype, ['toLocaleString']);
  viaIntl(Date.prototype, ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']);
  viaIntl(String.prototype, ['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase']);

  /** Streams that have taken all they may. */
  const isFull = { 1: false, 2: false };
  const write =
    (stream) =>
    (...values) => {
      // One text is written as it is, by way of nothing that code may have replaced.
      const isText = values.length === 1 && typeof values[0] === 'string';
      if (!isFull[stream]) isFull[stream] = !log(stream, `${isText ? values[0] : part('inspect').format(values)}\n`);
    };
  const [toStdout, toStderr] = [write(1), write(2)];
  define(globalThis, 'console', {
    log: toStdout,
    info: toStdout,
    debug: toStdout,
    dir: (value) => toStdout(value),
    table: (value) => toStdout(value),
    warn: toStderr,
    error: toStderr,
    trace: toStderr,
    assert: (condition, ...values) => {
      if (!condition) toStderr('Assertion failed', ...values);
    },
    group: toStdout,
    groupEnd() {},
    time() {},
    timeEnd() {},
  });
  define(globalThis, 'queueMicrotask', (callback) => {
    if (typeof callback !== 'function') throw new TypeError('The callback must be a function.');
    Promise.resolve().then(callback);
  });
  define(globalThis, 'performance', { now: () => Number(host('now', '')), timeOrigin: Date.now() });
  for (const name of ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval']) {
    define(globalThis, name, timers[name]);
  }
  define(globalThis, 'self', globalThis);
  const module = { exports: {} };
  define(globalThis, 'module', module);
  define(globalThis, 'exports', module.exports);

  const reopen = () => {
    isFull[1] = false;
    isFull[2] = false;
  };
  return { module, timers, reopen };

  function createTimers() {
    const pending = new Map();
    let lastId = 0;
    const now = () => Number(host('now', ''));
    const add = (callback, delay, operands, isRepeated) => {
      if (typeof callback !== 'function') throw new TypeError('The callback must be a function.');
      const milliseconds = Math.max(isRepeated ? 1 : 0, Number(delay) || 0);
      lastId += 1;
      pending.set(lastId, { callback, operands, dueAt: now() + milliseconds, every: isRepeated ? milliseconds : 0 });
      return lastId;
    };
    const next = () => {
      let first;
      for (const [id, timer] of pending) {
        if (!first || timer.dueAt < first.timer.dueAt) first = { id, timer };
      }
      return first;
    };
    return {
      setTimeout: (callback, delay, ...operands) => add(callback, delay, operands, false),
      setInterval: (callback, delay, ...operands) => add(callback, delay, operands, true),
      clearTimeout: (id) => void pending.delete(id),
      clearInterval: (id) => void pending.delete(id),
      /** Milliseconds until the next timer is due; negative when there is none. */
      wait() {
        const first = next();
        return first ? Math.max(0, first.timer.dueAt - now()) : -1;
      },
      /** Runs the one timer that is due first. */
      fire() {
        const first = next();
        if (!first) return;
        const { id, timer } = first;
        if (timer.every > 0) timer.dueAt = now() + timer.every;
        else pending.delete(id);
        apply(timer.callback, undefined, timer.operands);
      },
    };
  }
};
