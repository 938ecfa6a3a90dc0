import type { Language } from '@dtr/contracts';

/** A function `f` without arguments, and what is special about it. Both tiers must say the same of how it ends. */
export type ParityCase = readonly [name: string, code: string];

const returningPython = [
  'None',
  '2 ** 70',
  '-0.5',
  '(1, [True], {"é": "☃"})',
  '{1: "a", None: "b", True: "c"}',
  '"\\u2028\\n\\t\\"\\\\"',
  '"😀" * 3',
  '[1, {"b/c~": float("nan")}]',
  'float("-inf")',
  '{"a": {1, 2}}',
  '[b"x"]',
  '__import__("decimal").Decimal("1.1")',
  '{"at": __import__("datetime").datetime(2026, 1, 1)}',
  'range(3)',
  '(n for n in [1])',
  '[lambda: 1]',
  '{(1, 2): 3}',
  '[chr(0xD800)]',
  '{"k" + chr(0xDFFF): 1}',
  'object()',
  '10 ** 5000',
  '__import__("dataclasses").make_dataclass("P", ["x", "y"])(1, (2, 3))',
].map((expression): ParityCase => [expression, `def f(): return ${expression}`]);

const python: readonly ParityCase[] = [
  ...returningPython,
  ['a cycle', 'def f():\n    a = {"b": []}\n    a["b"].append(a)\n    return a'],
  ['500 levels', 'def f():\n    a = []\n    for _ in range(499): a = [a]\n    return a'],
  ['501 levels', 'def f():\n    a = []\n    for _ in range(500): a = [a]\n    return a'],
  ['5,000 levels', 'def f():\n    a = []\n    for _ in range(5_000): a = [a]\n    return a'],
  [
    'an exception with its cause',
    'import json\n\ndef g():\n    json.loads("{")\n\ndef f():\n    try:\n        g()\n    except ValueError as e:\n        raise KeyError("k") from e\n',
  ],
  ['a missing function', 'def g(): pass'],
  ['something that is no function', 'f = 1'],
  ['a missing argument', 'def f(a): pass'],
  ['an exit', 'import sys\ndef f(): sys.exit("bye")'],
  ['an interrupt', 'def f(): raise KeyboardInterrupt'],
  ['an exception group', 'def f(): raise ExceptionGroup("g", [ValueError("a")])'],
  [
    'an exception that cannot be shown',
    'class E(Exception):\n    def __str__(self): raise ValueError\ndef f(): raise E',
  ],
  ['a fault while it is loaded', 'def f(): pass\n1 / 0'],
  ['a SyntaxError of its own', 'def f(): raise SyntaxError("mine")'],
  ['a SyntaxError while it is loaded', 'exec("def f(:")\ndef f(): return 1'],
  ['recursion without end', 'def f(): return f()'],
  ['an asynchronous function', 'import asyncio\nasync def f():\n    await asyncio.sleep(0.01)\n    return 7'],
  ['an event loop of its own', 'import asyncio\nasync def g(): return 7\ndef f(): return asyncio.run(g())'],
  ['what can never happen', 'import asyncio\nasync def f(): await asyncio.Future()'],
  ['a name of its module', 'def f(): return [__name__, f.__module__]'],
  [
    'what it prints, in order and of each kind',
    'import sys\ndef f():\n    print("out")\n    print("err", file=sys.stderr)\n    sys.stdout.buffer.write(b"raw\\n")\n    return "{}"',
  ],
  ['more than is kept of what it prints', 'def f():\n    for n in range(5_000): print("line", n)\n    return 1'],
  ['an output that is too large', 'def f(): return "x" * 2_000_000'],
  ['a broken line', 'print("ran")\ndef f(:\n  pass'],
  ['a wrong indentation', 'def f():\nreturn 1'],
  ['a fault that only the compiler sees', 'def f():\n  x: int = 1\n  global x'],
  ['a null character', 'def f(): return "\0"'],
  ['signs beyond what the grammar reads', `x = ${'-'.repeat(20_000)}1`],
];

const returningJavaScript = [
  'undefined',
  '{ a: undefined, b: [null, true, -0, 1e21] }',
  'new Date(0)',
  '{ toJSON() { return { x: 1 }; } }',
  'new (class P { x = 1; #y = 2; })()',
  '"é\\u2028☃"',
  'Promise.resolve([1])',
  '[{ "b/c~": NaN }]',
  'Infinity',
  '{ a: new Set([1]) }',
  'new Map()',
  '10n',
  '[() => 1]',
  '[undefined]',
  'Symbol("s")',
  '{ d: new Date(NaN) }',
  'new Uint8Array(2)',
  'new Error("x")',
  '"\\ud800"',
  '{ "\\udfff": 1 }',
  '(() => { const a = { b: [] }; a.b.push(a); return a; })()',
  'typeof this',
  '[typeof module, typeof exports, typeof require, typeof process]',
].map((expression): ParityCase => [expression, `async function f() { return ${expression}; }`]);

const inBothScripts: readonly ParityCase[] = [
  ['an export', 'export function f() { return 1; }'],
  ['an arrow in a constant', 'const f = () => 1'],
  ['an asynchronous arrow', 'export const f = async () => { await null; return 1; };'],
  ['a default export', 'export default function g() { return 1; }'],
  ['top-level await', 'const one = await Promise.resolve(1);\nfunction f() { return one; }'],
  ['a property of the global object', '(globalThis as any).f = () => 1;'],
  [
    'an error with its cause',
    'function g() {\n  throw new RangeError("no", { cause: new Error("why") });\n}\nfunction f() {\n  return [1].map(g);\n}',
  ],
  ['an error on the first line', 'function f() { throw new Error("first"); }'],
  ['a missing function', 'function g() {}'],
  ['something that is no function', 'const f = 1;'],
  ['a thrown text', 'function f() { throw "x"; }'],
  ['a rejection', 'async function f() { throw new TypeError("x"); }'],
  [
    'an error in a timer',
    'function f() { return new Promise(() => setTimeout(() => { throw new TypeError("late"); }, 1)); }',
  ],
  ['an import', 'import fs from "fs";\nfunction f() {}'],
  ['a getter that fails', 'function f() { return { get x() { throw new TypeError("x"); } }; }'],
  ['a promise that never settles', 'function f() { return new Promise(() => {}); }'],
  ['a fault while it is loaded', 'function f() {}\nnull.x;'],
  ['a SyntaxError of its own', 'function f() { throw new SyntaxError("mine"); }'],
  ['a SyntaxError while it is loaded', 'throw new SyntaxError("mine");\nfunction f() {}'],
  ['recursion without end', 'function f() { return f(); }'],
  [
    'what it prints',
    'function f() { console.log("a %s %d", "b", 2, { c: [1, "x", null] }); console.error(new Map([[1, new Set([2])]])); console.log("100%"); }',
  ],
  ['more than is kept of what it prints', 'function f() { for (let n = 0; n < 5000; n += 1) console.log("line", n); }'],
  ['an output that is too large', 'function f() { return "é".repeat(1_000_000); }'],
  ['timers that go on', 'function f() { setInterval(() => {}, 1); setTimeout(() => {}, 60_000); return 1; }'],
  ['501 levels', 'function f() { let a = []; for (let n = 0; n < 500; n += 1) a = [a]; return a; }'],
  ['a broken line', 'console.log("ran");\nfunction f( {'],
  ['an end that a line after it would mend', 'function f() {}\nif (f)'],
  ['a comment at its end', 'function f() { return 1; } // done'],
  ['no semicolon at its end', 'const f = () => 1\nconst g = f'],
];

const javascript: readonly ParityCase[] = [
  ...returningJavaScript,
  ...inBothScripts.map(([name, code]): ParityCase => [name, code.replace(' as any', '')]),
  ['a CommonJS export', 'function g() { return 1; }\nmodule.exports = { f: g };'],
];

const typescript: readonly ParityCase[] = [
  ...inBothScripts,
  ['types', 'interface P { x: number }\nexport const f = (): P => ({ x: 1 }) satisfies P;'],
  ['an enumeration', 'enum E { A = 1, B }\nexport function f(): E { return E.B; }'],
  ['an error below types', 'interface P {\n  x: number;\n}\nexport function f(): P {\n  throw new Error("here");\n}'],
  ['a broken type', 'const a: = 3;\nexport const f = () => 1;'],
];

export const parityCases: Readonly<Record<Language, readonly ParityCase[]>> = { python, javascript, typescript };
