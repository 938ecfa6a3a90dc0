import type { LeftoverProbe } from './probe.ts';

type Entry = readonly [name: string, leave: string, see: string];

/** `leave` and `see` are bodies; in Python `see` is one expression over modules imported above it. */
const python: readonly Entry[] = [
  ['a global', 'global left; left = 1', '"left" in globals()'],
  ['a built-in', 'import builtins; builtins.left = 1', 'hasattr(__import__("builtins"), "left")'],
  ['a changed built-in', 'import builtins; builtins.len = lambda x: -1', 'len("abc") == -1'],
  ['a changed module', 'import math; math.pi = 3', '__import__("math").pi == 3'],
  ['a new module', 'import sys; sys.modules["left"] = sys', '"left" in __import__("sys").modules'],
  ['a module search path', 'import sys; sys.path.append("/left")', '"/left" in __import__("sys").path'],
  ['an import hook', 'import sys; sys.meta_path.append(print)', 'print in __import__("sys").meta_path'],
  ['an environment variable', 'import os; os.environ["LEFT"] = "1"', '"LEFT" in __import__("os").environ'],
  ['a working directory', 'import os; os.chdir("/tmp")', '__import__("os").getcwd() == "/tmp"'],
  ['a file in /tmp', 'open("/tmp/left", "w").write("x")', '__import__("os").path.exists("/tmp/left")'],
  ['a file in its home', 'open("left", "w").write("x")', '__import__("os").path.exists("/home/sandbox/left")'],
  ['a directory tree', 'import os; os.makedirs("/tmp/a/b/c")', '__import__("os").path.exists("/tmp/a")'],
  ['an open file', 'import os; os.open("/tmp/left", os.O_CREAT)', 'any(_is_open(n) for n in range(5, 20))'],
  ['a closed standard stream', 'import os; os.close(2)', 'not _is_open(2)'],
  [
    'a seed',
    'import random; random.seed(42)',
    '__import__("random").random() == __import__("random").Random(42).random()',
  ],
  [
    'a decimal context',
    'import decimal; decimal.getcontext().prec = 2',
    '__import__("decimal").getcontext().prec == 2',
  ],
  ['a recursion limit', 'import sys; sys.setrecursionlimit(77)', '__import__("sys").getrecursionlimit() == 77'],
  ['a trace function', 'import sys; sys.settrace(lambda *x: None)', '__import__("sys").gettrace() is not None'],
  [
    'a warning filter',
    'import warnings; warnings.simplefilter("error")',
    '__import__("warnings").filters[0][0] == "error"',
  ],
  ['an object that lives on', 'import gc; gc.callbacks.append(print)', 'print in __import__("gc").callbacks'],
  [
    'a codec',
    'import codecs; codecs.register(lambda name: None if name != "left" else codecs.lookup("ascii"))',
    '_has_codec("left")',
  ],
  [
    'an exit handler',
    'import atexit; [atexit.register(print) for _ in range(50)]',
    '__import__("atexit")._ncallbacks() >= 50',
  ],
  [
    'a secret in memory',
    'global s; s = bytearray(b"left" + b"over" + b"!") * 1000',
    '_finds(b"left" + b"over" + b"!")',
  ],
];

const pythonHelpers = `
import os
def _is_open(fd):
    try:
        os.fstat(fd)
        return True
    except OSError:
        return False
def _has_codec(name):
    try:
        "".encode(name)
        return True
    except LookupError:
        return False
def _finds(needle):
    import gc
    return any(needle in o for d in gc.get_objects() if isinstance(d, dict) for o in d.values() if isinstance(o, bytearray))
`;

const javascript: readonly Entry[] = [
  ['a global', 'globalThis.left = 1;', 'return typeof left !== "undefined";'],
  [
    'a changed prototype',
    'Array.prototype.left = 1; Object.prototype.left = 1;',
    'return [].left === 1 || ({}).left === 1;',
  ],
  ['a changed built-in', 'JSON.stringify = () => "left";', 'return JSON.stringify(1) === "left";'],
  ['a changed clock', 'Date.now = () => 1;', 'return Date.now() === 1;'],
  ['a changed shim', 'structuredClone.left = 1; URL.left = 1;', 'return structuredClone.left === 1 || URL.left === 1;'],
  [
    'a registered symbol with data',
    'Symbol.for("left").description; globalThis[Symbol.for("left")] = 1;',
    'return globalThis[Symbol.for("left")] === 1;',
  ],
  [
    'a timer',
    'setTimeout(() => { globalThis.late = 1; }, 0);',
    'await new Promise((resolve) => setTimeout(resolve, 5)); return typeof late !== "undefined";',
  ],
  [
    'a promise job',
    'Promise.resolve().then(() => { globalThis.job = 1; });',
    'await null; return typeof job !== "undefined";',
  ],
  ['a frozen built-in', 'Object.freeze(Array.prototype);', 'return Object.isFrozen(Array.prototype);'],
  ['a module export', 'module.exports.left = 1;', 'return module.exports.left === 1;'],
  ['a console method', 'console.log = null;', 'return console.log === null;'],
];

function pythonProbe([name, leave, see]: Entry): LeftoverProbe {
  return {
    name,
    language: 'python',
    leave: `def leave():\n    ${leave}\n`,
    see: `${pythonHelpers}def see():\n    return bool(${see})\n`,
  };
}

function javascriptProbe([name, leave, see]: Entry): LeftoverProbe {
  return {
    name,
    language: 'javascript',
    leave: `function leave() { ${leave} }`,
    see: `async function see() { ${see} }`,
  };
}

export const leftoverProbes: readonly LeftoverProbe[] = [
  ...python.map(pythonProbe),
  ...javascript.map(javascriptProbe),
];
