const isBranch = (value) => value !== null && typeof value === 'object';
const escaped = (key) => String(key).replace(/~/g, '~0').replace(/\//g, '~1');

function equal(left, right) {
  if (!isBranch(left) || !isBranch(right)) return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
  );
}

/** Operations that turn one JSON value into another, as a JSON Patch (RFC 6902). */
function jsonDiff(before, after) {
  const patch = [];
  const compare = (left, right, path) => {
    if (equal(left, right)) return;
    if (Array.isArray(left) && Array.isArray(right)) compareArrays(left, right, path);
    else if (isBranch(left) && isBranch(right) && !Array.isArray(left) && !Array.isArray(right)) {
      compareObjects(left, right, path);
    } else patch.push({ op: 'replace', path, value: right });
  };
  const compareObjects = (left, right, path) => {
    for (const key of Object.keys(left)) {
      if (Object.hasOwn(right, key)) compare(left[key], right[key], `${path}/${escaped(key)}`);
      else patch.push({ op: 'remove', path: `${path}/${escaped(key)}` });
    }
    for (const key of Object.keys(right)) {
      if (!Object.hasOwn(left, key)) patch.push({ op: 'add', path: `${path}/${escaped(key)}`, value: right[key] });
    }
  };
  const compareArrays = (left, right, path) => {
    let start = 0;
    while (start < left.length && start < right.length && equal(left[start], right[start])) start += 1;
    let tail = 0;
    const shortest = Math.min(left.length, right.length) - start;
    while (tail < shortest && equal(left[left.length - 1 - tail], right[right.length - 1 - tail])) tail += 1;
    const common = Math.min(left.length, right.length) - tail;
    for (let index = start; index < common; index += 1) compare(left[index], right[index], `${path}/${index}`);
    for (let index = left.length - tail - 1; index >= common; index -= 1) {
      patch.push({ op: 'remove', path: `${path}/${index}` });
    }
    for (let index = common; index < right.length - tail; index += 1) {
      patch.push({ op: 'add', path: `${path}/${index}`, value: right[index] });
    }
  };
  compare(before, after, '');
  return patch;
}
