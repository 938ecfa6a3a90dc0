import { javascriptProbes } from './probe.ts';

export const javascriptHostProbes = javascriptProbes([
  ['requires a module', 'ReferenceError', "return 'reached ' + typeof require('fs');"],
  [
    'imports a module of the host',
    'Error',
    "return 'reached ' + (await import('node:fs')).readFileSync(c.file, 'utf8');",
  ],
  ['imports a file of the host', 'Error', "return 'reached ' + JSON.stringify(await import(c.file));"],
  [
    'imports from a data URL',
    'Error',
    "return (await import('data:text/javascript,export default typeof process + typeof require + typeof Deno')).default;",
  ],
  ['uses the process object', 'ReferenceError', "return 'reached ' + process.env[c.variable];"],
  [
    'uses the process object of a function made from text',
    '"undefinedundefinedundefined"',
    "return (function () {}).constructor('return typeof process + typeof require + typeof Deno')();",
  ],
  [
    'makes an async function from text',
    '"undefined"',
    "return await (async () => {}).constructor('return typeof process')();",
  ],
  [
    'walks the constructors of a global',
    '"undefined"',
    "return console.log.constructor.constructor('return typeof process')();",
  ],
  [
    'walks the constructors of a bridge function',
    '"undefined"',
    "return setTimeout.constructor('return typeof process')();",
  ],
  [
    'walks the constructors of a bridged error',
    '"undefined"',
    "try { new URL('::'); } catch (e) { return e.constructor.constructor('return typeof process')(); }",
  ],
  [
    'uses the modules of the interpreter',
    '"undefinedundefinedundefined"',
    'return typeof std + typeof os + typeof bjson;',
  ],
  [
    'reads the global names',
    '"SharedArrayBuffer"',
    'return Object.getOwnPropertyNames(globalThis).filter((n) => /process|require|fetch|WebAssembly|Deno|std|os$|Worker|SharedArrayBuffer/.test(n)).join();',
  ],
  ['makes a worker', 'ReferenceError', "return 'reached ' + new Worker('data:,');"],
  [
    'compiles WebAssembly',
    'ReferenceError',
    "return 'reached ' + new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));",
  ],
  ['calls the entry of the harness again', '"mine"', "globalThis['\\u0000entry']?.(() => 'other'); return 'mine';"],
  [
    'looks for the harness in the stack',
    '"own frames"',
    "const e = new Error('x'); return /node:|file:|\\/(home|work|var|tmp)\\//.test(e.stack) ? 'reached ' + e.stack : 'own frames';",
  ],
  [
    'hooks the preparation of stacks',
    '"string"',
    "Error.prepareStackTrace = (e, s) => s; return typeof new Error('x').stack;",
  ],
  ['sets a limit of the stack', '"string"', "Error.stackTraceLimit = 1e9; return typeof new Error('x').stack;"],
  [
    'asks the bridge for something else',
    '"undefined"',
    "return typeof new Intl.NumberFormat('en').format.constructor('return this')().process;",
  ],
  [
    'passes an odd locale to the host',
    'RangeError',
    "return 'reached ' + new Intl.NumberFormat('constructor').format(1);",
  ],
  [
    'passes prototype keys to the host',
    '"1"',
    'return new Intl.NumberFormat(\'en\', JSON.parse(\'{"__proto__":{"style":"percent"}}\')).format(1);',
  ],
  ['asks for a format that is none', 'RangeError', "return 'reached ' + Intl.supportedValuesOf('__proto__');"],
  [
    'asks the host for a URL of a file',
    'ReferenceError',
    "return 'reached ' + (await fetch(new URL('file://' + c.file))).text();",
  ],
]);

export const javascriptNetworkProbes = javascriptProbes([
  ['fetches', 'ReferenceError', "await fetch('http://127.0.0.1:' + c.port); return 'reached';"],
  ['opens a socket', 'ReferenceError', "new WebSocket('ws://127.0.0.1:' + c.port); return 'reached';"],
  [
    'requests as in an old browser',
    'ReferenceError',
    "new XMLHttpRequest().open('GET', 'http://127.0.0.1:' + c.port); return 'reached';",
  ],
  ['opens an event source', 'ReferenceError', "new EventSource('http://127.0.0.1:' + c.port); return 'reached';"],
  ['imports from a server', 'Error', "await import('http://127.0.0.1:' + c.port + '/x.js'); return 'reached';"],
]);

export const javascriptMemoryAndTimeProbes = javascriptProbes([
  ['takes memory in small pieces', 'OutOfMemory', 'const kept = []; for (;;) kept.push({ a: [1, 2, 3] });'],
  ['takes memory in large pieces', 'OutOfMemory', 'const kept = []; for (;;) kept.push(new Uint8Array(5e6));'],
  ['takes memory in one piece', 'RangeError', 'return new ArrayBuffer(2 ** 33).byteLength;'],
  ['takes memory with text', 'InternalError', "let s = 'x'; for (;;) s += s;"],
  [
    'takes memory with promises',
    'OutOfMemory',
    'const kept = []; for (;;) kept.push(Promise.resolve(1).then(() => 2));',
  ],
  ['loops', 'TimedOut', 'for (;;) {}'],
  ['catches everything and goes on', 'TimedOut', 'for (;;) { try { for (;;) {} } catch {} }'],
  ['loops in compiled code', 'TimedOut', "return /^(a+)+$/.test('a'.repeat(40) + 'b');"],
  ['loops in promise jobs', 'TimedOut', 'for (;;) await null;'],
  ['waits for a timer', 'TimedOut', 'await new Promise((resolve) => setTimeout(resolve, 3_600_000));'],
  ['waits for nothing', 'Error', 'await new Promise(() => {});'],
  ['recurses', 'InternalError', 'const g = () => g() + 1; return g();'],
  [
    'recurses through the host side',
    'InternalError',
    'const g = () => [1].map(() => JSON.stringify({ toJSON: g })); return g();',
  ],
  [
    'recurses through getters and proxies',
    'InternalError',
    'const p = new Proxy({}, { get: (t, k, r) => r[k] }); return p.x;',
  ],
  ['parses a deep text', 'SyntaxError', "return JSON.parse('['.repeat(200_000));"],
  ['prints without end', 'TimedOut', "for (;;) console.log('x'.repeat(1000));"],
]);
