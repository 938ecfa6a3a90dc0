import type { Language } from '../run-request.ts';

/** Code that tries to leave something behind, or to break what comes after it. Defines `f` without parameters. */
export interface HostileSource {
  readonly language: Language;
  readonly source: string;
}

const python = [
  'def f(): return 1 / 0',
  'def f(): raise SystemExit(1)',
  'def f(): raise KeyboardInterrupt',
  'def f():\n    open("/tmp/left", "w").write("x" * 1000)\n    open("left", "w").write("y")',
  'import builtins, json\ndef f():\n    builtins.sum = builtins.len = None\n    json.dumps = json.loads = None',
  'import sys\ndef f():\n    sys.modules["json"] = None\n    sys.path.clear()\n    sys.stdout = None',
  'import os\ndef f():\n    os.environ["LEFT"] = "1"\n    os.chdir("/tmp")\n    os.close(1)\n    os.dup2(0, 2)',
  'import random, math\ndef f():\n    random.seed(1)\n    math.pi = 3',
  'class Left:\n    def __del__(self): print("still here")\ndef f():\n    global kept\n    kept = [Left() for _ in range(1000)]',
  'import asyncio\nasync def f():\n    asyncio.get_running_loop().call_later(0.001, print, "late")\n    asyncio.create_task(asyncio.sleep(1))',
  'import gc\ndef f():\n    gc.disable()\n    gc.set_threshold(1)\n    x = []\n    x.append(x)',
  'import decimal\ndef f():\n    decimal.getcontext().prec = 1\n    decimal.DefaultContext.prec = 1',
  'def f():\n    x = bytearray(30_000_000)\n    return len(x)',
  'def f():\n    print("x" * 1_000_000)',
  'def f(n=0): return f(n + 1)',
  'import sys\ndef f(): sys.setrecursionlimit(50)',
] as const;

const javascript = [
  'function f() { throw new Error("x"); }',
  'function f() { Array.prototype.reduce = null; JSON.stringify = null; Object.prototype.left = 1; }',
  'function f() { globalThis.left = 1; Promise.prototype.then = null; Symbol.iterator.left = 1; }',
  'function f() { setTimeout(() => { globalThis.late = 1; }, 1); setInterval(() => {}, 1); }',
  'async function f() { Promise.resolve().then(() => { throw new Error("late"); }); }',
  'function f() { const kept = []; for (let i = 0; i < 20; i += 1) kept.push(new Uint8Array(1e6)); return kept.length; }',
  'function f() { console.log("x".repeat(1e6)); }',
  'function f() { return f(); }',
  'function f() { Object.freeze(Object.prototype); Math.random = () => 0; Date.now = () => 0; }',
] as const;

/** Endings that cost a process; only now and then, because the next one has to start. */
export const costlySources: readonly HostileSource[] = [
  { language: 'python', source: 'import os\ndef f(): os._exit(1)' },
  { language: 'python', source: 'def f():\n    kept = []\n    while True: kept.append(bytearray(1_000_000))' },
  { language: 'python', source: 'def f():\n    while True: pass' },
  { language: 'javascript', source: 'function f() { for (;;) {} }' },
  { language: 'javascript', source: 'function f() { const kept = []; for (;;) kept.push(new Uint8Array(1e6)); }' },
];

export const hostileSources: readonly HostileSource[] = [
  ...python.map((source) => ({ language: 'python' as const, source })),
  ...javascript.map((source) => ({ language: 'javascript' as const, source })),
];
