const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

const decoded = (text) => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    throw new Error(`"${text}" is not percent-encoded UTF-8`);
  }
};

/** The keys of `a[b][]` are a, b and the empty one. */
const keysOf = (name) => {
  const [, head, tail] = /^([^[\]]*)((?:\[[^[\]]*\])*)$/.exec(name) ?? [null, name, ''];
  return [head, ...[...tail.matchAll(/\[([^[\]]*)\]/g)].map(([, key]) => key)];
};

const insert = (target, [key, ...rest], value) => {
  if (FORBIDDEN.has(key)) throw new Error(`the key "${key}" is not allowed`);
  if (rest.length === 0) {
    const present = target.get(key);
    if (present instanceof Map) throw new Error(`"${key}" is both a value and an object`);
    target.set(key, present === undefined ? value : [present, value].flat());
  } else if (rest.length === 1 && rest[0] === '') {
    target.set(key, [...(target.get(key) ?? []), value]);
  } else {
    const child = target.get(key) ?? new Map();
    if (!(child instanceof Map)) throw new Error(`"${key}" is both a value and an object`);
    insert(child, rest, value);
    target.set(key, child);
  }
};

const plain = (value) =>
  value instanceof Map ? Object.fromEntries([...value].map(([key, child]) => [key, plain(child)])) : value;

/**
 * Reads a query string into an object: repeated keys and key[] become lists, a[b] becomes an object.
 * @param {string} query - The query string, with or without a leading question mark.
 * @returns {Object} The parameters; every value is text.
 */
function parseQueryString(query) {
  const parameters = new Map();
  for (const pair of query.replace(/^\?/, '').split('&')) {
    if (pair === '') continue;
    const [name, ...rest] = pair.split('=');
    insert(parameters, keysOf(decoded(name)), decoded(rest.join('=')));
  }
  return plain(parameters);
}
