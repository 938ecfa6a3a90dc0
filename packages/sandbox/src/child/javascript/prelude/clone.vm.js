/* structuredClone for the values that JavaScript itself defines. Transfer lists are not supported. */

() => {
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const refuse = (value) => {
    const error = new TypeError(`A value of type ${typeof value} cannot be cloned.`);
    error.name = 'DataCloneError';
    throw error;
  };
  const cloneView = (view, clone) => {
    const buffer = clone(view.buffer);
    const length = view instanceof DataView ? view.byteLength : view.length;
    return new view.constructor(buffer, view.byteOffset, length);
  };
  const cloneError = (error, clone) => {
    const copy = new (errors[error.name] ?? Error)(error.message);
    if ('cause' in error)
      Object.defineProperty(copy, 'cause', { value: clone(error.cause), configurable: true, writable: true });
    return copy;
  };
  const fillObject = (copy, value, clone) => {
    for (const key of Object.keys(value)) copy[key] = clone(value[key]);
    return copy;
  };
  const structuredClone = (root) => {
    const seen = new Map();
    const remember = (value, copy) => {
      seen.set(value, copy);
      return copy;
    };
    const clone = (value) => {
      if (typeof value === 'function' || typeof value === 'symbol') refuse(value);
      if (typeof value !== 'object' || value === null) return value;
      if (seen.has(value)) return seen.get(value);
      if (value instanceof Date) return remember(value, new Date(value.getTime()));
      if (value instanceof RegExp) return remember(value, new RegExp(value.source, value.flags));
      if (value instanceof ArrayBuffer) return remember(value, value.slice(0));
      if (ArrayBuffer.isView(value)) return remember(value, cloneView(value, clone));
      if (value instanceof Error) return remember(value, cloneError(value, clone));
      if (value instanceof Map) {
        const copy = remember(value, new Map());
        for (const [key, item] of value) copy.set(clone(key), clone(item));
        return copy;
      }
      if (value instanceof Set) {
        const copy = remember(value, new Set());
        for (const item of value) copy.add(clone(item));
        return copy;
      }
      if (
        value instanceof Promise ||
        value instanceof WeakMap ||
        value instanceof WeakSet ||
        value instanceof WeakRef
      ) {
        refuse(value);
      }
      if (value instanceof Number || value instanceof String || value instanceof Boolean)
        return Object(value.valueOf());
      return fillObject(remember(value, Array.isArray(value) ? new Array(value.length) : {}), value, clone);
    };
    return clone(root);
  };
  return { structuredClone };
};
