/** Why a global is refused and what to do instead. */
export interface ForbiddenGlobal {
  readonly reason: string;
  readonly suggestion: string;
  readonly cwe: number;
  readonly capability?: 'network' | 'filesystem' | 'process' | 'environment' | 'dynamicCode';
}

const families: readonly [ForbiddenGlobal, string][] = [
  [
    {
      reason: 'runs text as code, which cannot be checked',
      suggestion: 'Write the code out as functions; to read data use JSON.parse.',
      cwe: 95,
      capability: 'dynamicCode',
    },
    'eval Function AsyncFunction GeneratorFunction AsyncGeneratorFunction ShadowRealm',
  ],
  [
    {
      reason: 'is the global object, which reaches every other name by text',
      suggestion: 'Name the global you need directly.',
      cwe: 470,
      capability: 'dynamicCode',
    },
    'globalThis self window global top parent frames',
  ],
  [
    {
      reason: 'reaches the network',
      suggestion: 'Take the data as a parameter of the entry point and return the result.',
      cwe: 918,
      capability: 'network',
    },
    'fetch XMLHttpRequest WebSocket EventSource WebTransport RTCPeerConnection importScripts navigator Request Response Headers FormData BroadcastChannel',
  ],
  [
    {
      reason: 'belongs to another runtime and reaches files, processes or the environment',
      suggestion: 'A tool computes from its input alone; pass what you need in as parameters.',
      cwe: 693,
      capability: 'process',
    },
    'process Deno Bun std os bjson scriptArgs Worker SharedWorker ServiceWorker MessageChannel MessagePort setImmediate clearImmediate quit',
  ],
  [
    {
      reason: 'loads other code',
      suggestion: 'Write what you need into the tool; it is one module without imports.',
      cwe: 829,
      capability: 'dynamicCode',
    },
    'require createRequire',
  ],
  [
    {
      reason: 'is CommonJS, and a tool is an ES module',
      suggestion: 'Write `export function name(...) { ... }`.',
      cwe: 829,
    },
    'module exports',
  ],
  [
    {
      reason: 'shows where the code runs',
      suggestion: 'A tool has no files and no page around it; pass the value in as a parameter.',
      cwe: 526,
      capability: 'environment',
    },
    '__dirname __filename document location localStorage sessionStorage indexedDB caches history screen',
  ],
  [
    {
      reason: 'compiles native code or blocks the interpreter',
      suggestion: 'Compute with ordinary numbers and typed arrays.',
      cwe: 111,
      capability: 'dynamicCode',
    },
    'WebAssembly SharedArrayBuffer Atomics',
  ],
  [
    {
      reason: 'is not part of ECMAScript and absent from the sandbox',
      suggestion: 'For bytes use Uint8Array, TextEncoder and btoa; for random numbers Math.random; for time Date.',
      cwe: 693,
    },
    'Buffer crypto performance Blob File FileReader alert prompt confirm print gc',
  ],
];

export const forbiddenGlobals: ReadonlyMap<string, ForbiddenGlobal> = new Map(
  families.flatMap(([family, names]) => names.split(' ').map((name) => [name, family] as const)),
);

/** Property names that lead from a value to constructors, prototypes and the call stack. */
export const forbiddenKeys: ReadonlyMap<string, string> = new Map([
  ['constructor', 'leads to the function that makes code from text'],
  ['__proto__', 'reaches the prototype that other values share'],
  ['prototype', 'reaches the prototype that other values share'],
  ['caller', 'reaches the calling function'],
  ['callee', 'reaches the running function from outside'],
  ['__defineGetter__', 'changes what reading a property does'],
  ['__defineSetter__', 'changes what writing a property does'],
  ['__lookupGetter__', 'takes getters from shared objects'],
  ['__lookupSetter__', 'takes setters from shared objects'],
  ['prepareStackTrace', 'hooks into the engine’s stack traces'],
  ['captureStackTrace', 'hooks into the engine’s stack traces'],
]);

/** The ones among them that are refused as a text as well: a function can be handed the key and read it elsewhere. */
export const forbiddenTexts: ReadonlySet<string> = new Set(
  'constructor __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ prepareStackTrace'.split(
    ' ',
  ),
);
