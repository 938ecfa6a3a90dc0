/** What a global or a module outside ECMAScript reaches. One rule reports each. */
export type HostFamily =
  | 'eval'
  | 'function-constructor'
  | 'realm'
  | 'global-object'
  | 'network'
  | 'file'
  | 'process'
  | 'runtime'
  | 'environment'
  | 'loader'
  | 'native'
  | 'blocking'
  | 'deserialisation'
  | 'absent';

const globals: readonly (readonly [HostFamily, string])[] = [
  ['eval', 'eval execScript'],
  ['function-constructor', 'Function AsyncFunction GeneratorFunction AsyncGeneratorFunction'],
  ['realm', 'ShadowRealm document'],
  ['global-object', 'globalThis self window global root GLOBAL top parent frames'],
  [
    'network',
    'fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport RTCPeerConnection navigator Request Response Headers FormData BroadcastChannel',
  ],
  [
    'file',
    'FileReader FileReaderSync showOpenFilePicker showSaveFilePicker indexedDB caches localStorage sessionStorage',
  ],
  ['process', 'process Worker SharedWorker ServiceWorker MessageChannel MessagePort quit exit'],
  ['runtime', 'Deno Bun std os bjson scriptArgs $262 drain loadScript'],
  ['environment', '__dirname __filename location history screen'],
  ['loader', 'require createRequire importScripts module exports'],
  ['native', 'WebAssembly'],
  ['blocking', 'SharedArrayBuffer Atomics'],
  ['absent', 'Buffer crypto performance Blob File setImmediate clearImmediate alert prompt confirm print gc'],
];

const modules: readonly (readonly [HostFamily, RegExp])[] = [
  ['runtime', /^(?:deno|bun|jsr|npm|qjs):|^(?:deno|bun|std|bjson)$/],
  [
    'network',
    /^(?:https?|http2|_http_\w+|net|_tls_\w+|tls|dgram|dns|undici|axios|node-fetch|cross-fetch|got|ky|superagent|request|needle|ws|socket\.io(?:-client)?|nodemailer|ssh2|ftp|mqtt|redis|ioredis|pg|mysql2?|mongodb|@aws-sdk|aws-sdk|@google-cloud|@azure|@octokit|openai|puppeteer|playwright)(?:\/|$)/,
  ],
  [
    'file',
    /^(?:fs|path|module|sqlite|stream|zlib|fs-extra|graceful-fs|glob|rimraf|chokidar|better-sqlite3|sqlite3)(?:\/|$)/,
  ],
  [
    'process',
    /^(?:child_process|cluster|worker_threads|process|execa|cross-spawn|shelljs|node-pty|zx|test|async_hooks|diagnostics_channel|trace_events|perf_hooks)(?:\/|$)/,
  ],
  ['environment', /^(?:os|dotenv|env|tty|readline)(?:\/|$)/],
  ['realm', /^(?:vm|vm2|repl|inspector|isolated-vm|jsdom)(?:\/|$)/],
  ['deserialisation', /^(?:v8|node-serialize|serialize-javascript|serialize-to-js|funcster|cryo|js-yaml|yaml)(?:\/|$)/],
  ['native', /^(?:wasi|ffi|ffi-napi|node-gyp-build|bindings|koffi)(?:\/|$)|\.(?:node|wasm)$/],
];

export const familyOfGlobal: ReadonlyMap<string, HostFamily> = new Map(
  globals.flatMap(([family, names]) => names.split(' ').map((name) => [name, family] as const)),
);

/** What a module reaches; absent for modules of no known family. `node:fs` is `fs`. */
export function familyOfModule(specifier: string): HostFamily | undefined {
  if (/^(?:https?|data|blob|file):/.test(specifier)) return 'loader';
  const name = specifier.replace(/^node:/, '');
  return modules.find(([, names]) => names.test(name))?.[0];
}

const environment = new Set(
  'env argv argv0 execArgv execPath cwd chdir platform arch version versions pid ppid title release config report uptime hrtime memoryUsage cpuUsage resourceUsage getuid geteuid getgid getegid getgroups features stdin umask'.split(
    ' ',
  ),
);

/** `process.env` tells about the host; the rest of `process` acts on it. */
export const isEnvironmentOfProcess = (member: string) => environment.has(member);
