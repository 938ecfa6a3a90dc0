/* Turns what the code returned into JSON text, or says which part of it is not JSON and what to return instead. */

() => {
  const { stringify } = JSON;
  const { apply } = Reflect;
  const toTag = Object.prototype.toString;
  const { isArray } = Array;
  const isFiniteNumber = Number.isFinite;
  const isWellFormed = String.prototype.isWellFormed;
  const loneSurrogate = /\p{Surrogate}/u;
  const test = RegExp.prototype.test;
  const isText = isWellFormed ? (text) => apply(isWellFormed, text, []) : (text) => !apply(test, loneSurrogate, [text]);

  const hints = {
    Map: 'Return Object.fromEntries(value) or [...value].',
    Set: 'Return [...value].',
    Promise: 'Await it.',
    RegExp: 'Return value.source.',
    Error: 'Return value.message, or throw it.',
    ArrayBuffer: 'Return [...new Uint8Array(value)], or text.',
    DataView: 'Return text or numbers.',
    WeakMap: '',
    WeakSet: '',
    WeakRef: '',
    Generator: 'Return [...value].',
    AsyncGenerator: 'Collect what it yields into an array.',
    'Map Iterator': 'Return [...value].',
    'Set Iterator': 'Return [...value].',
    'Array Iterator': 'Return [...value].',
  };
  const accepted = 'Return objects, arrays, strings, finite numbers, booleans or null.';

  const reasonAgainst = (value) => {
    switch (typeof value) {
      case 'string':
        return isText(value) ? '' : 'The text has half of a surrogate pair in it; it is not valid Unicode.';
      case 'boolean':
        return '';
      case 'number':
        return isFiniteNumber(value) ? '' : `${value} is not a JSON number. Return null or a string instead.`;
      case 'bigint':
        return 'A bigint is not JSON. Return String(value), or Number(value) if it is small.';
      case 'symbol':
        return `A symbol is not JSON. ${accepted}`;
      case 'function':
        return 'A function is not JSON. Return the result of calling it.';
      case 'undefined':
        return 'undefined is not JSON. Return null instead.';
      default:
        return value === null ? '' : reasonAgainstObject(value);
    }
  };
  const reasonAgainstObject = (value) => {
    if (isArray(value)) return '';
    if (ArrayBuffer.isView(value) && !(value instanceof DataView))
      return 'A typed array is not JSON. Return Array.from(value).';
    const kind = apply(toTag, value, []).slice(8, -1);
    if (hints[kind] !== undefined) return `A value of type ${kind} is not JSON. ${hints[kind] || accepted}`;
    return '';
  };

  const isStackOverflow = (error) =>
    (error?.name === 'InternalError' || error instanceof RangeError) &&
    /^(stack overflow|Maximum call stack size exceeded)$/.test(error.message);

  class Found extends Error {}
  const escaped = (key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

  /** Where the walk is: the values around it, and the keys that lead to it. */
  const ancestors = [];
  const keys = [];
  const pointer = () => keys.map((key) => `/${escaped(key)}`).join('');
  const enter = (value, key, inner) => {
    ancestors.push(value);
    keys.push(key);
    check(inner);
    keys.pop();
    ancestors.pop();
  };

  /** Looks at all that will be written, in its order; throws at the first thing that cannot be. */
  const check = (value) => {
    const reason = reasonAgainst(value);
    if (reason) throw new Found(reason);
    if (typeof value !== 'object' || value === null) return;
    if (ancestors.includes(value)) throw new Found('The value contains itself; JSON has no references.');
    if (ancestors.length > 500) throw new Found('The value is nested more than 500 levels deep.');
    if (typeof value.toJSON === 'function') return checkReplaced(value);
    if (isArray(value)) {
      for (let index = 0; index < value.length; index += 1) enter(value, index, value[index]);
      return;
    }
    for (const key of Object.keys(value)) {
      if (!isText(key)) throw new Found('A key has half of a surrogate pair in it; it is not valid Unicode.');
      // A property that is undefined is left out, as everywhere in JavaScript.
      if (value[key] !== undefined) enter(value, key, value[key]);
    }
  };
  const checkReplaced = (value) => {
    const replaced = value.toJSON(keys.at(-1) ?? '');
    // Only an invalid Date writes itself as null.
    if (value instanceof Date && replaced === null) throw new Found('An invalid Date is not JSON.');
    if (typeof replaced !== 'object') check(replaced);
    else if (replaced !== null && replaced !== value) {
      ancestors.push(value);
      check(replaced);
      ancestors.pop();
    }
  };

  return (value) => {
    // A function without a return statement has nothing to say; that is not a mistake.
    if (value === undefined) return { fault: undefined, text: 'null' };
    try {
      check(value);
      return { fault: undefined, text: stringify(value) };
    } catch (error) {
      if (error instanceof Found) return { fault: { path: pointer(), message: error.message } };
      if (isStackOverflow(error))
        return { fault: { path: pointer().slice(0, 1_000), message: 'The value is nested too deeply.' } };
      throw error;
    }
  };
};
