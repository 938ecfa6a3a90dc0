/**
 * Takes away from this process's own JavaScript realm what an interpreter does not need, and freezes the rest.
 * Neither interpreter hands untrusted code a reference into this realm; this is for the day one of them does.
 */
export function lockDown(keep: ReadonlySet<string>): void {
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false });
  Error.stackTraceLimit = 0;
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!keep.has(name) && !standard.has(name)) Reflect.deleteProperty(globalThis, name);
  }
  for (const kind of errors) for (const name of ['name', 'message']) allowOverride(kind.prototype, name);
  freezeAll(roots());
}

const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** A frozen property cannot be assigned on what inherits it, and many error classes assign these two. */
function allowOverride(prototype: object, name: string): void {
  const value: unknown = Reflect.get(prototype, name);
  Object.defineProperty(prototype, name, {
    get: () => value,
    set(replacement: unknown) {
      Object.defineProperty(this, name, { value: replacement, writable: true, configurable: true, enumerable: false });
    },
    configurable: false,
  });
}

/** The globals that ECMAScript itself defines, without the ways to make code, to share memory or to see collection. */
const standard = new Set(
  `globalThis undefined NaN Infinity Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Proxy
  Promise Map Set WeakMap WeakSet Date RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError
  TypeError URIError ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array
  Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array Iterator isNaN isFinite parseInt parseFloat
  decodeURI decodeURIComponent encodeURI encodeURIComponent`.split(/\s+/),
);

/** Every place from which the intrinsics can be reached, the ones without a global name among them. */
function roots(): unknown[] {
  const globals = Object.values(Object.getOwnPropertyDescriptors(globalThis)).map((descriptor) => descriptor.value);
  return [
    ...globals.filter((value) => value !== globalThis),
    async () => {},
    function* () {},
    async function* () {},
    [][Symbol.iterator](),
    new Map().entries(),
    new Set().entries(),
    ''[Symbol.iterator](),
    /a/[Symbol.matchAll](''),
    Object.getPrototypeOf(Int8Array),
  ];
}

function freezeAll(values: unknown[]): void {
  const seen = new Set<object>();
  const queue = values.filter(isObject);
  for (let object = queue.pop(); object; object = queue.pop()) {
    if (seen.has(object) || ArrayBuffer.isView(object)) continue;
    seen.add(object);
    Object.freeze(object);
    const next = Object.values(Object.getOwnPropertyDescriptors(object)).flatMap(({ value, get, set }) => [
      value,
      get,
      set,
    ]);
    queue.push(...[...next, Object.getPrototypeOf(object)].filter(isObject));
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
