const steps = (pointer) => {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new Error(`"${pointer}" is not a JSON pointer: it must be empty or begin with /`);
  return pointer.slice(1).split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
};

/** The position of a step in a list; `-` is the end. */
const indexIn = (list, step, last) => {
  const index = step === '-' ? list.length : /^(0|[1-9]\d*)$/.test(step) ? Number(step) : -1;
  if (index < 0 || index > last) throw new Error(`"${step}" is no place in a list of ${list.length}`);
  return index;
};

function read(value, path) {
  for (const step of path) {
    if (Array.isArray(value)) value = value[indexIn(value, step, value.length - 1)];
    else if (value !== null && typeof value === 'object' && Object.hasOwn(value, step)) value = value[step];
    else throw new Error(`nothing at "/${path.join('/')}"`);
  }
  return value;
}

/** A copy of the value in which `change` has replaced the container that the path ends in. */
function changed(value, [step, ...rest], change) {
  if (rest.length === 0) return change(value, step);
  const child = changed(read(value, [step]), rest, change);
  if (Array.isArray(value)) return value.with(indexIn(value, step, value.length - 1), child);
  return { ...value, [step]: child };
}

const added = (item) => (container, step) => {
  if (Array.isArray(container)) return container.toSpliced(indexIn(container, step, container.length), 0, item);
  if (container === null || typeof container !== 'object') throw new Error(`"${step}" cannot be added to a plain value`);
  return { ...container, [step]: item };
};

const removed = (container, step) => {
  read(container, [step]);
  if (Array.isArray(container)) return container.toSpliced(indexIn(container, step, container.length - 1), 1);
  return Object.fromEntries(Object.entries(container).filter(([key]) => key !== step));
};

const sorted = (value) =>
  JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );

const valueOf = (operation, index) => {
  if (!Object.hasOwn(operation, 'value')) throw new Error(`operation ${index}: ${operation.op} needs a value`);
  return operation.value;
};

/**
 * Applies a JSON Patch (RFC 6902): all operations or none.
 */
export function applyPatch(document, patch) {
  const put = (target, path, value) => (path.length === 0 ? value : changed(target, path, added(value)));
  const drop = (target, path) => (path.length === 0 ? null : changed(target, path, removed));
  return patch.reduce((target, operation, index) => {
    const path = steps(operation.path);
    const from = steps(operation.from ?? '');
    switch (operation.op) {
      case 'add': return put(target, path, valueOf(operation, index));
      case 'remove': return drop(target, path);
      case 'replace': return put(drop(target, path), path, valueOf(operation, index));
      case 'copy': return put(target, path, read(target, from));
      case 'move': return put(drop(target, from), path, read(target, from));
      default:
        if (sorted(read(target, path)) !== sorted(operation.value)) {
          throw new Error(`operation ${index}: test of "${operation.path}" failed; nothing was changed`);
        }
        return target;
    }
  }, document);
}
