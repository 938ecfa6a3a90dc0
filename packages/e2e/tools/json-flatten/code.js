/**
 * Flattens nested JSON into one level of paths; empty objects and arrays are kept as values.
 * @param {Object} document - The nested object.
 * @param {string} [separator=.] - What stands between two keys of a path.
 * @param {boolean} [arrays=true] - Whether arrays are flattened too, with [n] for their items.
 * @returns {Object} Paths and their values.
 */
function jsonFlatten(document, separator = '.', arrays = true) {
  const flat = new Map();
  const visit = (value, path) => {
    const isBranch = Array.isArray(value) ? arrays : value !== null && typeof value === 'object';
    const entries = isBranch ? Object.entries(value) : [];
    if (entries.length === 0) {
      if (path !== '') flat.set(path, value);
      return;
    }
    for (const [key, child] of entries) {
      const step = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : path + separator + key;
      visit(child, step);
    }
  };
  visit(document, '');
  return Object.fromEntries(flat);
}
