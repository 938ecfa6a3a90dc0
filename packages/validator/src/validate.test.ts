import { defaultPolicy, validatorEngineVersion } from '@dtr/contracts';
import { aRequest } from './testing/a-request.ts';
import { validate } from './validate.ts';

const stored = 'import os\n\ndef handler(name: str) -> str:\n    return eval(os.environ[name])\n';

describe('validate', () => {
  it('accepts a good tool and says all it found out', async () => {
    const code =
      'import random\n\ndef pick(items: list[str], seed: int = 1) -> str:\n    return random.Random(seed).choice(items)\n';

    const { durationMs, ...response } = await validate(aRequest('python', code));

    expect(durationMs).toBeGreaterThanOrEqual(0);
    expect(response).toEqual({
      verdict: 'accepted',
      violations: [],
      entryPoint: 'pick',
      calling: 'named',
      parameterNames: ['items', 'seed'],
      inferred: {
        entryPoint: 'pick',
        parameters: {
          type: 'object',
          properties: {
            items: { type: 'array', items: { type: 'string' } },
            seed: { type: 'integer', default: 1 },
          },
          required: ['items'],
          additionalProperties: false,
        },
        returns: { type: 'string' },
      },
      capabilities: {
        imports: ['random'],
        network: false,
        filesystem: false,
        process: false,
        environment: false,
        dynamicCode: false,
        randomness: true,
        clock: false,
      },
      estimate: {
        cpu: 'linear',
        steps: { atLeast: 0, atMost: null },
        memoryBytes: { atLeast: 0, atMost: 0 },
        memoryMb: 0,
      },
      tier: 'wasm',
      engineVersion: validatorEngineVersion,
    });
  });

  it('shows where and why a rule is broken, and what to do', async () => {
    const { violations } = await validate(aRequest('python', stored));

    expect(violations).toEqual([
      {
        rule: 'python.system-import',
        severity: 'critical',
        action: 'reject',
        category: 'host-access',
        message: expect.stringContaining('The module os gives access to'),
        line: 1,
        column: 8,
        endLine: 1,
        endColumn: 10,
        snippet: 'import os',
        suggestion: expect.any(String),
        cwe: 78,
      },
      expect.objectContaining({ rule: 'python.dynamic-code', line: 4, column: 12, endColumn: 16, cwe: 95 }),
    ]);
  });

  it('says of one place once that a rule is broken', async () => {
    const { violations } = await validate(aRequest('python', 'def f(n: int) -> int:\n    return f(n) + 1\n'));

    expect(violations.map(({ rule, line }) => `${line} ${rule}`)).toEqual(['2 python.unbounded-recursion']);
  });

  it('answers the same request the same way', async () => {
    const [first, second] = [await validate(aRequest('python', stored)), await validate(aRequest('python', stored))];

    expect({ ...second, durationMs: 0 }).toEqual({ ...first, durationMs: 0 });
  });

  it('infers only what the request leaves out', async () => {
    const code = 'def handler(n: int) -> int:\n    return n\n';
    const parameters = { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] };
    const request = aRequest('python', code, { parameters, returns: { type: 'integer' }, entryPoint: 'handler' });

    expect((await validate(request)).inferred).toEqual({});
  });

  it('takes the tier and the allowed modules from the policy', async () => {
    const allowedModules = { python: ['time'], javascript: ['lodash'], typescript: [] };
    const policy = { ...defaultPolicy, leastTier: 'microvm' as const, allowedModules };
    const python = aRequest('python', 'import time\n\ndef handler():\n    return time.time()\n', { policy });
    const script = aRequest(
      'javascript',
      "import { map } from 'lodash';\nexport const handler = (a) => map(a, String);\n",
      {
        policy,
      },
    );

    expect(await validate(python)).toMatchObject({ verdict: 'accepted', tier: 'microvm' });
    expect(await validate(script)).toMatchObject({ verdict: 'accepted' });
    expect(await validate({ ...script, language: 'typescript' })).toMatchObject({ verdict: 'rejected' });
  });

  it.each([
    [['sqrt', 'pi'], 'Use what the policy sums gives of math: sqrt, pi.'],
    [[], 'The policy sums gives nothing of math; do without it.'],
  ])('says which names a policy leaves of a module: %j', async (math, suggestion) => {
    const policy = { ...defaultPolicy, name: 'sums', allowedMembers: { math } };
    const code = 'import math\n\ndef handler(x: float) -> float:\n    return math.cos(x)\n';

    const { violations } = await validate(aRequest('python', code, { policy }));

    expect(violations).toEqual([
      expect.objectContaining({
        rule: 'python.forbidden-member',
        message: 'math.cos is not one of the names of math that the policy sums gives.',
        suggestion,
      }),
    ]);
  });

  it('reports one syntax error, with its place, and nothing else', async () => {
    const { violations, capabilities } = await validate(aRequest('typescript', 'function f( {\nimport os\n'));

    expect(violations.map(({ rule }) => rule)).toEqual(['syntax.error']);
    expect(capabilities.imports).toEqual([]);
  });

  it.each([
    ['python', 'import socket, json\nfrom datetime import datetime\nx = datetime.now()\nopen("f")\n'],
    ['javascript', 'fetch("u"); Date.now(); process.exit(); eval("1"); Math.random();'],
  ] as const)('lists the capabilities of refused %s too', async (language, code) => {
    const { capabilities } = await validate(aRequest(language, code));

    expect(capabilities).toMatchObject({ network: true, clock: true });
  });

  it.each([
    ['python', 'def handler(a, b):\n    return a + b\n', 'constant'],
    ['python', 'def handler(a):\n    return [x for x in a]\n', 'linear'],
    ['python', 'def handler(a):\n    return [x + y for x in a for y in a]\n', 'polynomial'],
    ['python', 'def handler(a):\n    while True:\n        a += 1\n', 'unbounded'],
    ['python', 'def handler(a):\n    return handler(a - 1)\n', 'unknown'],
    ['python', 'def handler(a):\n    for i in range(9):\n        a += i\n    return a\n', 'constant'],
    ['javascript', 'export const handler = (a, b) => a + b;', 'constant'],
    ['javascript', 'export const handler = (a) => a.map((x) => x + 1);', 'linear'],
    ['javascript', 'export const handler = (a) => a.map((x) => a.filter((y) => y > x));', 'polynomial'],
    ['javascript', 'export function handler(a) { for (;;) a++; }', 'unbounded'],
    ['javascript', 'export const handler = (a) => (a > 0 ? handler(a - 1) : a);', 'unknown'],
    ['javascript', 'export const handler = (a) => handler(a - 1);', 'unbounded'],
    ['javascript', 'export function handler(a) { for (let i = 0; i < 9; i++) a += i; return a; }', 'constant'],
    ['javascript', 'export function handler(a) { for (;;) if (a++ > 9) return a; }', 'linear'],
  ] as const)('estimates the work of %s %j as %s', async (language, code, cpu) => {
    expect((await validate(aRequest(language, code))).estimate).toMatchObject({ cpu });
  });

  it.each([
    [
      'for i in range(9):\n        for j in range(10):\n            a += j',
      { atLeast: 0, atMost: 99 },
      { atLeast: 0, atMost: 0 },
    ],
    ['a = [0] * 1_000', { atLeast: 0, atMost: 0 }, { atLeast: 0, atMost: 8_000 }],
    ['a = "x" * a', { atLeast: 0, atMost: 0 }, { atLeast: 0, atMost: null }],
    ['a = sorted(a)', { atLeast: 0, atMost: null }, { atLeast: 0, atMost: 0 }],
    ['a = ",".join(a)', { atLeast: 0, atMost: null }, { atLeast: 0, atMost: null }],
    ['a = len(a) + abs(1)', { atLeast: 0, atMost: 0 }, { atLeast: 0, atMost: 0 }],
    ['for x in a:\n        a = x', { atLeast: 0, atMost: null }, { atLeast: 0, atMost: 0 }],
  ])('bounds the turns and the memory of %j', async (body, steps, memoryBytes) => {
    const { estimate } = await validate(aRequest('python', `def handler(a):\n    ${body}\n    return a\n`));

    expect(estimate).toMatchObject({ steps, memoryBytes });
  });

  it.each([
    ['for (let i = 0; i < 9; i++) for (const j of [1, 2]) a += j;', { atLeast: 18, atMost: 27 }, 144],
    ['a = new Uint8Array(1_000);', { atLeast: 0, atMost: 0 }, 1_000],
    ['a = "x".repeat(a);', { atLeast: 0, atMost: null }, null],
    ['a = a.split(",").sort();', { atLeast: 0, atMost: null }, 0],
    ['a = Math.round(a) + twice(a); function twice(b) { return 2 * b; }', { atLeast: 0, atMost: 0 }, 0],
    ['for (const x of a) a = x;', { atLeast: 0, atMost: null }, 0],
  ])('bounds the turns and the memory of the script %j', async (body, steps, atMost) => {
    const { estimate } = await validate(aRequest('javascript', `export function handler(a) { ${body} return a; }`));

    expect(estimate.steps).toEqual(steps);
    expect(estimate.memoryBytes).toMatchObject({ atMost });
  });
});
