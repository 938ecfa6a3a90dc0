import { openSandbox, type TestSandbox } from '../testing/open-sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openSandbox();
}, 60_000);
afterAll(() => sandbox.close());

const returning = (expression: string, before = '') =>
  sandbox.call('python', `${before}\ndef f(): return ${expression}`);

describe('a Python value', () => {
  it.each([
    ['None', 'null'],
    ['2 ** 70', '1180591620717411303424'],
    ['-0.5', '-0.5'],
    ['(1, [True], {"é": "☃"})', '[1,[true],{"é":"☃"}]'],
    ['{1: "a", None: "b", True: "c"}', '{"1":"c","null":"b"}'],
    ['"\\u2028\\n"', '"\u2028\\n"'],
  ])('%s becomes %s', async (expression, json) => {
    expect(await returning(expression)).toMatchObject({ status: 'succeeded', outputStatus: 'valid', outputJson: json });
  });

  it('of a dataclass becomes an object, also inside others', async () => {
    const before = 'from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: tuple\n';

    expect(await returning('[P(1, (2, P(3, ())))]', before)).toMatchObject({
      outputJson: '[{"x":1,"y":[2,{"x":3,"y":[]}]}]',
    });
  });

  it.each([
    ['[1, {"b/c~": float("nan")}]', '/1/b~1c~0', 'nan is not a JSON number. Return None or a string instead.'],
    ['float("-inf")', '', '-inf is not a JSON number'],
    ['{"a": {1, 2}}', '/a', 'type set is not JSON. Return a list'],
    ['[b"x"]', '/0', 'type bytes is not JSON. Return text'],
    ['__import__("decimal").Decimal("1.1")', '', 'type Decimal is not JSON. Return str(value)'],
    ['{"at": __import__("datetime").datetime(2026, 1, 1)}', '/at', 'Return value.isoformat().'],
    ['range(3)', '', 'Return list(value).'],
    ['(n for n in [1])', '', 'Return list(value).'],
    ['[lambda: 1]', '/0', 'Return the result of calling it.'],
    ['{(1, 2): 3}', '', 'A key is of type tuple.'],
    ['[chr(0xD800)]', '/0', 'half of a surrogate pair'],
    ['{"k" + chr(0xDFFF): 1}', '', 'A key is text with half of a surrogate pair'],
    ['object()', '', 'type object is not JSON. Return dict, list'],
    ['10 ** 5000', '', 'more than 4300 digits'],
  ])('%s is refused with the place and what to return instead', async (expression, path, message) => {
    const result = await returning(expression);

    expect(result).toMatchObject({ status: 'failed', outputStatus: 'not_serializable' });
    expect(result.error).toMatchObject({ type: 'NotSerializable', path, message: expect.stringContaining(message) });
    expect(result).not.toHaveProperty('outputJson');
  });

  it('that contains itself or has no end is refused', async () => {
    const cycle = await sandbox.call('python', 'def f():\n    a = {"b": []}\n    a["b"].append(a)\n    return a');
    const deep = await sandbox.call('python', 'def f():\n    a = []\n    for _ in range(5_000): a = [a]\n    return a');

    expect(cycle.error).toMatchObject({ path: '/b/0', message: expect.stringContaining('contains itself') });
    expect(deep).toMatchObject({
      outputStatus: 'not_serializable',
      error: { message: expect.stringContaining('levels deep') },
    });
  });
});

describe('Python code', () => {
  it('is called by name or with the whole object', async () => {
    const source = 'def f(a, /, *rest, **named): return [a, rest, named]\ndef g(*, a, b=2): return [a, b]';
    const common = { language: 'python', source, parameterNames: [], argumentsJson: '{"a":1}' } as const;
    const limits = { timeoutMs: 5_000, memoryMb: 32, outputBytes: 100, logBytes: 0 };

    const asObject = await sandbox.run({ ...common, functionName: 'f', calling: 'object', limits });
    const byName = await sandbox.run({ ...common, functionName: 'g', calling: 'named', limits });

    expect([asObject.outputJson, byName.outputJson]).toEqual(['[{"a":1},[],{}]', '[1,2]']);
  });

  it('gets integers as they were written', async () => {
    const request = {
      source: 'def f(n): return [n, n + 1, type(n).__name__]',
      argumentsJson: '{"n":9007199254740993}',
    };

    const result = await sandbox.run({
      ...{ language: 'python', functionName: 'f', calling: 'named', parameterNames: [], ...request },
      limits: { timeoutMs: 5_000, memoryMb: 32, outputBytes: 100, logBytes: 0 },
    });

    expect(result.outputJson).toBe('[9007199254740993,9007199254740994,"int"]');
  });

  it('tells of an exception in its own terms: type, message, line and its own frames', async () => {
    const source =
      'import json\n\ndef g():\n    json.loads("{")\n\ndef f():\n    try:\n        g()\n    except ValueError as e:\n        raise KeyError("k") from e\n';

    const { status, error } = await sandbox.call('python', source);

    expect(status).toBe('failed');
    expect(error).toMatchObject({ type: 'KeyError', message: "'k'", line: 10 });
    expect(error?.trace).toContain('File "main.py", line 4, in g');
    expect(error?.trace).toContain('direct cause');
    expect(error?.trace).not.toMatch(/json\/decoder|sandbox|\/lib\/|pyodide/);
  });

  it.each([
    [
      'a missing function',
      'def g(): pass',
      { type: 'FunctionNotFound', message: expect.stringContaining('It defines: g.') },
    ],
    [
      'something that is no function',
      'f = 1',
      { type: 'NotAFunction', message: "'f' is of type int, not a function." },
    ],
    ['a missing argument', 'def f(a): pass', { type: 'TypeError', message: expect.stringContaining("'a'") }],
    ['an exit', 'import sys\ndef f(): sys.exit("bye")', { type: 'SystemExit', line: 2 }],
    ['an interrupt', 'def f(): raise KeyboardInterrupt', { type: 'KeyboardInterrupt' }],
    [
      'an exception group',
      'def f(): raise ExceptionGroup("g", [ValueError("a")])',
      { type: 'ExceptionGroup', line: 1 },
    ],
    [
      'an exception that cannot be shown',
      'class E(Exception):\n    def __str__(self): raise ValueError\ndef f(): raise E',
      { type: 'E' },
    ],
    ['a fault while it is loaded', 'def f(): pass\n1 / 0', { type: 'ZeroDivisionError', line: 2 }],
    [
      'a property that fails while the output is written',
      'from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    def __getattribute__(self, n):\n        if n == "x": raise OSError("no")\n        return object.__getattribute__(self, n)\ndef f(): return P(1)',
      { type: 'OSError', message: 'no' },
    ],
  ])('ends as failed with %s', async (_, source, error) => {
    expect(await sandbox.call('python', source)).toMatchObject({ status: 'failed', outputStatus: 'none', error });
  });

  it('may be asynchronous and use an event loop of its own', async () => {
    const source = [
      'import asyncio, time',
      'async def g(n):',
      '    await asyncio.sleep(0.02)',
      '    return n',
      'async def f():',
      '    start = time.monotonic()',
      '    async with asyncio.timeout(5):',
      '        values = await asyncio.gather(*[g(n) for n in range(10)])',
      '    return [sum(values), 0.015 < time.monotonic() - start < 5]',
      'def h(): return asyncio.run(g(7))',
    ].join('\n');

    expect((await sandbox.call('python', source)).outputJson).toBe('[45,true]');
    const { outputJson } = await sandbox.call('python', `${source}\nf = h`);
    expect(outputJson).toBe('7');
  });

  it('that waits for what cannot happen is told so', async () => {
    const { error } = await sandbox.call('python', 'import asyncio\nasync def f(): await asyncio.Future()');

    expect(error).toMatchObject({ type: 'RuntimeError', message: expect.stringContaining('can never happen') });
  });

  it('keeps what it prints apart from what it returns', async () => {
    const source =
      'import sys, os\ndef f():\n    print("out")\n    print("err", file=sys.stderr)\n    os.write(1, b"raw\\n")\n    return "{\\"outcome\\"}"';

    const result = await sandbox.call('python', source);

    expect(result.logs).toEqual({ stdout: 'out\nraw\n', stderr: 'err\n', truncated: false });
    expect(result.outputJson).toBe('"{\\"outcome\\"}"');
  });

  it('draws other random numbers each time', async () => {
    const draw = async () =>
      (await returning('[random.random(), str(uuid.uuid4())]', 'import random, uuid')).outputJson;

    expect(new Set(await Promise.all([draw(), draw(), draw()])).size).toBe(3);
  });

  it('has the usual modules and a clock that is right', async () => {
    const modules =
      'csv, sqlite3, statistics, zoneinfo, xml.etree.ElementTree, difflib, fractions, html, unicodedata, tomllib';
    const before = `import time, sys, ${modules}`;

    const { outputJson } = await returning('[sys.version_info[:2], time.time()]', before);

    const [version, seconds] = JSON.parse(outputJson ?? 'null');
    expect(version).toEqual([3, 14]);
    expect(Math.abs(seconds - Date.now() / 1_000)).toBeLessThan(60);
  });
});
