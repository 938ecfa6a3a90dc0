import { openSandbox, type TestSandbox } from '../testing/open-sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, 60_000);
afterAll(() => sandbox.close());

const returning = (expression: string) => sandbox.call('javascript', `async function f() { return ${expression}; }`);
const parsed = async (expression: string) => JSON.parse((await returning(expression)).outputJson ?? '"nothing"');

describe('a JavaScript value', () => {
  it.each([
    ['undefined', 'null'],
    ['{ a: undefined, b: [null, true, -0, 1e21] }', '{"b":[null,true,0,1e+21]}'],
    ['new Date(0)', '"1970-01-01T00:00:00.000Z"'],
    ['{ toJSON() { return { x: 1 }; } }', '{"x":1}'],
    ['new (class P { x = 1; #y = 2; })()', '{"x":1}'],
    ['"é\\u2028☃"', '"é\u2028☃"'],
    ['Promise.resolve([1])', '[1]'],
  ])('%s becomes %s', async (expression, json) => {
    expect(await returning(expression)).toMatchObject({ status: 'succeeded', outputStatus: 'valid', outputJson: json });
  });

  it.each([
    ['[{ "b/c~": NaN }]', '/0/b~1c~0', 'NaN is not a JSON number.'],
    ['Infinity', '', 'Infinity is not a JSON number.'],
    ['{ a: new Set([1]) }', '/a', 'Return [...value].'],
    ['new Map()', '', 'Return Object.fromEntries(value)'],
    ['10n', '', 'Return String(value)'],
    ['[() => 1]', '/0', 'Return the result of calling it.'],
    ['[undefined]', '/0', 'Return null instead.'],
    ['Symbol("s")', '', 'A symbol is not JSON.'],
    ['{ d: new Date(NaN) }', '/d', 'An invalid Date is not JSON.'],
    ['new Uint8Array(2)', '', 'Return Array.from(value).'],
    ['new Error("x")', '', 'Return value.message'],
    ['"\\ud800"', '', 'half of a surrogate pair'],
    ['{ "\\udfff": 1 }', '', 'A key has half of a surrogate pair'],
    ['(() => { const a = { b: [] }; a.b.push(a); return a; })()', '/b/0', 'contains itself'],
  ])('%s is refused with the place and what to return instead', async (expression, path, message) => {
    const result = await returning(expression);

    expect(result).toMatchObject({ status: 'failed', outputStatus: 'not_serializable' });
    expect(result.error).toMatchObject({ type: 'NotSerializable', path, message: expect.stringContaining(message) });
  });
});

describe('JavaScript code', () => {
  it.each([
    ['a declaration', 'function f(a) { return a + 1; }'],
    ['an export', 'export function f(a) { return a + 1; }'],
    ['an arrow in a constant', 'const f = (a) => a + 1;'],
    ['an asynchronous arrow', 'export const f = async (a) => { await null; return a + 1; };'],
    ['a CommonJS export', 'function g(a) { return a + 1; }\nmodule.exports = { f: g };'],
    ['a default export', 'export default function g(a) { return a + 1; }'],
    ['a property of the global object', 'globalThis.f = (a) => a + 1;'],
    ['top-level await', 'const one = await Promise.resolve(1);\nfunction f(a) { return a + one; }'],
  ])('finds its function in %s', async (_, source) => {
    expect((await sandbox.call('javascript', source, { a: 1 })).outputJson).toBe('2');
  });

  it('gets named arguments in the order of the parameters, absent ones as undefined', async () => {
    const request = { language: 'javascript', functionName: 'f', argumentsJson: '{"c":3,"a":1}' } as const;
    const source = 'function f(a, b = 2, c) { return [a, b, c, arguments.length]; }\nfunction g(o) { return o; }';
    const limits = { timeoutMs: 5_000, memoryMb: 32, outputBytes: 100, logBytes: 0 };
    const names = { parameterNames: ['a', 'b', 'c'] };

    const named = await sandbox.run({ ...request, ...names, source, calling: 'named', limits });
    const whole = await sandbox.run({ ...request, ...names, source, calling: 'object', functionName: 'g', limits });

    expect([named.outputJson, whole.outputJson]).toEqual(['[1,2,3,3]', '{"c":3,"a":1}']);
  });

  it('tells of an error in its own terms: type, message, line and its own frames', async () => {
    const source =
      'function g() {\n  throw new RangeError("no", { cause: new Error("why") });\n}\nfunction f() {\n  return [1].map(g);\n}';

    const { status, error } = await sandbox.call('javascript', source);

    expect(status).toBe('failed');
    expect(error).toMatchObject({ type: 'RangeError', message: 'no', line: 2 });
    expect(error?.trace).toMatch(/at g \(main\.js:2:.*\n.*at f \(main\.js:5/);
    expect(error?.trace).toContain('Caused by: Error: why');
    expect(error?.trace).not.toMatch(/sandbox:|node:|file:/);
  });

  it.each([
    ['a missing function', 'function g() {}', { type: 'FunctionNotFound' }],
    ['something that is no function', 'const f = 1;', { type: 'NotAFunction' }],
    ['a thrown text', 'function f() { throw "x"; }', { type: 'Error', message: 'Thrown: x' }],
    ['a rejection', 'async function f() { throw new TypeError("x"); }', { type: 'TypeError', message: 'x', line: 1 }],
    [
      'an error in a timer',
      'function f() { return new Promise(() => setTimeout(() => { throw new TypeError("late"); }, 1)); }',
      { type: 'TypeError', message: 'late' },
    ],
    ['an import', 'import fs from "fs";\nfunction f() {}', { message: 'There are no modules to import: "fs".' }],
    [
      'a getter that fails while the output is written',
      'function f() { return { get x() { throw new TypeError("x"); } }; }',
      { type: 'TypeError' },
    ],
    [
      'a promise that never settles',
      'function f() { return new Promise(() => {}); }',
      { message: expect.stringContaining('never settles') },
    ],
    ['a fault while it is loaded', 'function f() {}\nnull.x;', { type: 'TypeError', line: 2 }],
  ])('ends as failed with %s', async (_, source, error) => {
    expect(await sandbox.call('javascript', source)).toMatchObject({ status: 'failed', outputStatus: 'none', error });
  });

  it('logs like in Node', async () => {
    const source =
      'function f() { console.log("a %s %d", "b", 2, { c: [1, "x", null] }); console.error(new Map([[1, new Set([2])]])); }';

    const { logs } = await sandbox.call('javascript', source);

    expect(logs).toEqual({
      stdout: "a b 2 { c: [ 1, 'x', null ] }\n",
      stderr: 'Map(1) { 1 => Set(1) { 2 } }\n',
      truncated: false,
    });
  });

  it('has timers in the order of their delays, and a way to take them back', async () => {
    const source = `async function f() {
      const seen = [];
      setTimeout(() => seen.push(3), 20);
      setTimeout((x) => seen.push(x), 5, 2);
      clearTimeout(setTimeout(() => seen.push('never'), 1));
      queueMicrotask(() => seen.push(1));
      let ticks = 0;
      await new Promise((resolve) => { const id = setInterval(() => { ticks += 1; if (ticks === 3) { clearInterval(id); resolve(); } }, 10); });
      return [seen, ticks];
    }`;

    expect((await sandbox.call('javascript', source)).outputJson).toBe('[[1,2,3],3]');
  });
});

describe('TypeScript code', () => {
  it('keeps its lines when its types are taken away', async () => {
    const source =
      'interface A {\n  x: number;\n}\nenum Kind { One = 1 }\nexport function f(a: A["x"], k?: Kind): number {\n  throw new Error(String(a satisfies number));\n}';

    expect((await sandbox.call('typescript', source, { a: 1 })).error).toMatchObject({ message: '1', line: 6 });
  });

  it('has its syntax errors told with their line', async () => {
    const { error } = await sandbox.call('typescript', 'function f(a: number) {\n  const x: = 3;\n}');

    expect(error).toMatchObject({ type: 'SyntaxError', line: 2, message: 'Unexpected token' });
  });
});

describe('what JavaScript expects of its surroundings', () => {
  it.each([
    ['[...new TextEncoder().encode("€𝒳a")]', [226, 130, 172, 240, 157, 146, 179, 97]],
    ['new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0xe2, 0x82, 0xac, 0xff, 0x41]))', '€\ufffdA'],
    ['[btoa("hello"), atob("aGVsbG8=")]', ['aGVsbG8=', 'hello']],
    ['new URL("/p?q=1#h", "https://a.example:8080").href', 'https://a.example:8080/p?q=1#h'],
    [
      '(() => { const u = new URL("https://a.example/?x=1"); u.searchParams.append("y", "a b"); u.hash = "z"; return String(u); })()',
      'https://a.example/?x=1&y=a+b#z',
    ],
    ['Object.fromEntries(new URLSearchParams("a=1&b=%20"))', { a: '1', b: ' ' }],
    ['structuredClone(new Map([[1, { a: new Date(0), b: [1] }]])).get(1)', { a: '1970-01-01T00:00:00.000Z', b: [1] }],
    ['/^[0-9a-f]{8}-[0-9a-f]{4}-4/.test(crypto.randomUUID())', true],
    ['crypto.getRandomValues(new Uint16Array(3)).length', 3],
    [
      '[...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode("abc")))].slice(0, 4)',
      [186, 120, 22, 191],
    ],
    ['performance.now() <= performance.now()', true],
    ['new Intl.NumberFormat("de-DE", { style: "currency", currency: "EUR" }).format(1234.5)', '1.234,50\u00a0€'],
    ['Intl.NumberFormat("en").format(123456789012345678901n)', '123,456,789,012,345,678,901'],
    ['(1234.5).toLocaleString("en-IN")', '1,234.5'],
    [
      'new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Tokyo", dateStyle: "short", timeStyle: "short" }).format(0)',
      '01/01/1970, 09:00',
    ],
    [
      'new Intl.DateTimeFormat("en", { timeZone: "America/New_York", hour: "numeric", hourCycle: "h23" }).formatToParts(new Date(0)).find((p) => p.type === "hour").value',
      '19',
    ],
    ['new Date(0).toLocaleDateString("fr-FR", { weekday: "long", timeZone: "UTC" })', 'jeudi'],
    ['["z", "ä", "a"].sort(new Intl.Collator("de").compare)', ['a', 'ä', 'z']],
    ['"résumé".localeCompare("resume", "en", { sensitivity: "base" })', 0],
    ['new Intl.PluralRules("en", { type: "ordinal" }).select(22)', 'two'],
    ['new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-1, "day")', 'yesterday'],
    ['new Intl.ListFormat("en").format(["a", "b", "c"])', 'a, b, and c'],
    ['new Intl.DisplayNames("en", { type: "region" }).of("JP")', 'Japan'],
    ['[...new Intl.Segmenter("en", { granularity: "word" }).segment("a b")].map((s) => s.segment)', ['a', ' ', 'b']],
    ['new Intl.DateTimeFormat().resolvedOptions().timeZone', 'UTC'],
    ['"I".toLocaleLowerCase("tr")', 'ı'],
  ])('%s', async (expression, expected) => {
    expect(await parsed(expression)).toEqual(expected);
  });

  it('complains like the real thing', async () => {
    const { error } = await returning('new Intl.DateTimeFormat("en", { timeZone: "Mars/Base" })');
    const { error: urlError } = await returning('new URL("::")');

    expect(error).toMatchObject({ type: 'RangeError', message: expect.stringContaining('Mars/Base') });
    expect(urlError).toMatchObject({ type: 'TypeError', line: 1 });
  });
});
