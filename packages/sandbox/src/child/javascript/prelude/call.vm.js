/*
 * Calls the function and keeps how that ended. The host drives it: `begin` once, then jobs and timers until `isDone`. Runs in
 * interpreters of others too: `rename` there gives a line of a stack the file's name of here, and `whenDone` is called once.
 */

({ module, timers, reopen, rename = (line) => line, whenDone = () => {} }) => {
  const { apply } = Reflect;
  const { parse, stringify } = JSON;
  const then = Promise.prototype.then;
  const { getOwnPropertyDescriptor, defineProperty } = Object;

  let found;
  let outcome;
  const entryName = '\u0000entry';
  // The last line of the submitted source calls this, from inside the module, where its functions are in scope.
  defineProperty(globalThis, entryName, {
    configurable: true,
    value: (value) => {
      delete globalThis[entryName];
      found = value;
    },
  });

  class Fault extends Error {
    constructor(type, message) {
      super(message);
      this.type = type;
    }
  }

  const find = (name, namespace) => {
    const exported = module.exports;
    const candidates = [found, namespace?.[name], namespace?.default, exported?.[name], globalThis[name], exported];
    const fitting = candidates.find((candidate) => typeof candidate === 'function');
    if (fitting) return fitting;
    if (found !== undefined) throw new Fault('NotAFunction', `"${name}" is of type ${typeof found}, not a function.`);
    throw new Fault('FunctionNotFound', `The code does not define a function named "${name}".`);
  };

  const finish = (kind, value) => {
    if (outcome) return;
    outcome = { kind, value };
    whenDone();
  };

  const begin = (requestJson, namespace) => {
    const { functionName, calling, parameterNames, argumentsJson } = parse(requestJson);
    try {
      const call = find(functionName, namespace);
      const argument = parse(argumentsJson);
      const own = (name) => getOwnPropertyDescriptor(argument, name)?.value;
      const operands = calling === 'named' ? parameterNames.map(own) : [argument];
      const result = apply(call, undefined, operands);
      if (!isThenable(result)) return finish('returned', result);
      const settled = new Promise((resolve) => resolve(result));
      apply(then, settled, [(value) => finish('returned', value), (error) => finish('raised', error)]);
    } catch (error) {
      finish('raised', error);
    }
  };

  const isThenable = (value) =>
    value !== null && (typeof value === 'object' || typeof value === 'function') && typeof value.then === 'function';

  /** Text of a value that may refuse to be text. */
  const textOf = (read) => {
    try {
      return String(read() ?? '');
    } catch {
      return '';
    }
  };

  const ownFrame = /main\.(js|ts)/;
  const describe = (error) => {
    if (error instanceof Fault) return { type: error.type, message: error.message };
    if (!(error instanceof Error)) return { type: 'Error', message: `Thrown: ${textOf(() => error)}` };
    const type = textOf(() => error.name) || 'Error';
    const message = textOf(() => error.message);
    const frames = textOf(() => error.stack)
      .split('\n')
      .map((line) => rename(line))
      .filter((line) => ownFrame.test(line));
    const line = Number(/main\.(?:js|ts):(\d+)/.exec(frames[0] ?? '')?.[1]);
    const trace = [`${type}: ${message}`, ...frames.slice(0, 40)].join('\n') + causeOf(error);
    return { type, message, ...(line > 0 ? { line } : {}), trace };
  };
  const causeOf = (error, depth = 0) => {
    const cause = getOwnPropertyDescriptor(error, 'cause')?.value;
    if (!(cause instanceof Error) || depth > 4) return '';
    return `\nCaused by: ${textOf(() => cause.name)}: ${textOf(() => cause.message)}${causeOf(cause, depth + 1)}`;
  };

  const raised = (error) => {
    const description = describe(error);
    const isInternal = description.type === 'InternalError';
    if (isInternal && description.message === 'out of memory') return { outcome: 'out_of_memory' };
    return { outcome: 'raised', error: description, isOrdinary: !isInternal };
  };

  return {
    begin,
    isDone: () => outcome !== undefined,
    /** Ends it with something thrown outside the call, in a timer for instance. */
    fail: (error) => finish('raised', error),
    /** Before the next script of the same interpreter. */
    forget: () => {
      outcome = undefined;
      reopen();
    },
    /** The report as JSON; the output, if there is one, is taken apart from it. */
    finish: (serialize) => {
      if (outcome.kind === 'raised') return [stringify(raised(outcome.value)), ''];
      try {
        const { fault, text } = serialize(outcome.value);
        if (fault) {
          const error = { type: 'NotSerializable', message: fault.message, path: fault.path };
          return [stringify({ outcome: 'not_serializable', error, isOrdinary: true }), ''];
        }
        return ['{"outcome":"returned"}', text];
      } catch (error) {
        return [stringify(raised(error)), ''];
      }
    },
    raised: (error) => stringify(raised(error)),
    stuck: () =>
      stringify({
        outcome: 'raised',
        error: { type: 'Error', message: 'The promise it returned never settles: nothing is left to run.' },
        isOrdinary: true,
      }),
    nextTimer: timers.wait,
    fireTimer: () => {
      try {
        timers.fire();
      } catch (error) {
        finish('raised', error);
      }
    },
  };
};
