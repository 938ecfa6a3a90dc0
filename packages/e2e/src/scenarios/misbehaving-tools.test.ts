import type { ExecutionResult, Tool, ToolDraft } from '@dtr/contracts';
import { type Connection, connect } from '../stack/connection.ts';
import { aCountedTool, aTool } from './drafts.ts';

type Outcome = Partial<Record<keyof ExecutionResult, unknown>>;

interface Case {
  /** How the sentence of the test ends. */
  readonly does: string;
  /** Body of the tool's function. */
  readonly body: string;
  /** Its input, where what it does depends on that: what is endless by itself is refused before it runs. */
  readonly n?: number;
  /** What the contract names; none of these is an error of the service. */
  readonly outcome: Outcome;
  readonly limits?: ToolDraft['limits'];
}

const notSerializable = (path: string): Outcome => ({
  outputStatus: 'not_serializable',
  output: null,
  error: expect.objectContaining({ path }),
});
const failed = (type: string): Outcome => ({
  status: 'failed',
  outputStatus: 'none',
  error: expect.objectContaining({ type }),
});

const timesOut: Pick<Case, 'outcome' | 'limits'> = { outcome: { status: 'timed_out' }, limits: { timeoutSeconds: 1 } };
const runsOut: Pick<Case, 'outcome' | 'limits'> = { outcome: { status: 'out_of_memory' }, limits: { memoryMb: 32 } };
const isNothing: Outcome = { status: 'succeeded', outputStatus: 'valid', output: null };
const isTooLarge: Outcome = { status: 'succeeded', outputStatus: 'too_large', output: null };
const isCutInLogs: Outcome = { status: 'succeeded', output: 1, logs: expect.objectContaining({ truncated: true }) };
const isCyclic: Outcome = { outputStatus: 'not_serializable', output: null };

const python: readonly Case[] = [
  { does: 'returns NaN', body: "return {'a': [1, float('nan')]}", outcome: notSerializable('/a/1') },
  { does: 'returns infinity', body: "return float('inf')", outcome: notSerializable('') },
  { does: 'returns a set', body: "return {'tags': {1, 2}}", outcome: notSerializable('/tags') },
  { does: 'returns bytes', body: "return [b'x']", outcome: notSerializable('/0') },
  { does: 'returns a cycle', body: 'a = []\na.append(a)\nreturn a', outcome: isCyclic },
  { does: 'returns a lone surrogate', body: 'return chr(0xD800)', outcome: notSerializable('') },
  { does: 'returns nothing', body: 'pass', outcome: isNothing },
  { does: 'returns 10 MB', body: "return 'x' * 10_000_000", outcome: isTooLarge },
  { does: 'raises', body: "raise ValueError('no such colour')", outcome: failed('ValueError') },
  { does: 'recurses', body: 'return 1 + run(n - 1) if n > 0 else 0', n: 1_000_000, outcome: failed('RecursionError') },
  { does: 'divides by zero', body: 'return 1 / 0', outcome: failed('ZeroDivisionError') },
  {
    does: 'allocates past its limit',
    body: 'kept = []\nfor _ in range(n):\n    kept.append(bytearray(1_000_000))\nreturn len(kept)',
    n: 10_000,
    ...runsOut,
  },
  { does: 'loops past its limit', body: 'for _ in range(n):\n    pass', n: 1_000_000_000_000, ...timesOut },
  { does: 'prints 100 MB', body: "for _ in range(1_000):\n    print('x' * 100_000)\nreturn 1", outcome: isCutInLogs },
];

const javascript: readonly Case[] = [
  { does: 'returns NaN', body: 'return { a: [1, NaN] };', outcome: notSerializable('/a/1') },
  { does: 'returns infinity', body: 'return -Infinity;', outcome: notSerializable('') },
  { does: 'returns a set', body: 'return { tags: new Set([1]) };', outcome: notSerializable('/tags') },
  { does: 'returns a function', body: 'return [() => 1];', outcome: notSerializable('/0') },
  { does: 'returns a bigint', body: 'return { n: 5n };', outcome: notSerializable('/n') },
  { does: 'returns a cycle', body: 'const a = {};\na.a = a;\nreturn a;', outcome: isCyclic },
  { does: 'returns nothing', body: 'let a = 1;\na += 1;', outcome: isNothing },
  { does: 'returns 10 MB', body: "return 'x'.repeat(10_000_000);", outcome: isTooLarge },
  { does: 'throws', body: "throw new TypeError('no such colour');", outcome: failed('TypeError') },
  { does: 'throws no error', body: "throw 'just text';", outcome: { status: 'failed', outputStatus: 'none' } },
  {
    does: 'recurses',
    body: 'return n > 0 ? 1 + run(n - 1) : 0;',
    n: 1_000_000_000,
    outcome: { status: 'failed', outputStatus: 'none' },
  },
  {
    does: 'allocates past its limit',
    body: 'const kept = [];\nfor (let i = 0; i < n; i += 1) kept.push(new Array(100_000).fill(1));\nreturn kept.length;',
    n: 10_000,
    ...runsOut,
  },
  { does: 'loops past its limit', body: 'for (let i = 0; i < n; i += 1) {}', n: 1_000_000_000_000, ...timesOut },
  { does: 'sleeps past its limit', body: 'return new Promise((resolve) => setTimeout(resolve, 60_000));', ...timesOut },
  {
    does: 'prints 100 MB',
    body: "for (let i = 0; i < 1_000; i += 1) console.log('x'.repeat(100_000));\nreturn 1;",
    outcome: isCutInLogs,
  },
];

jest.setTimeout(180_000);

describe.each([
  ['python', python],
  ['javascript', javascript],
] as const)('a %s tool that', (language, cases) => {
  let stack: Connection;
  beforeAll(async () => {
    stack = await connect();
  });

  it.each(cases)('$does', async ({ body, n, outcome, limits = {} }) => {
    const draft = (n === undefined ? aTool : aCountedTool)(language, body, { limits });
    const created = await stack.planner.call<Tool>('POST', '/tools', { body: draft });
    expect([created.status, created.text]).toEqual([201, expect.any(String)]);

    const { status, body: result } = await stack.planner.call<ExecutionResult>(
      'POST',
      `/tools/${created.body.toolId}/execute`,
      {
        body: { input: n === undefined ? {} : { n } },
      },
    );

    expect(status).toBe(200);
    expect(result).toMatchObject(outcome);
    expect(Buffer.byteLength(result.logs.stdout)).toBeLessThanOrEqual(16 * 1_024);
    expect(JSON.stringify(result)).not.toMatch(/\/work\/|\/tmp\/|\/var\/task|node_modules|node:internal/);
  });

  it('misbehaves leaves the next one unharmed', async () => {
    const created = await stack.planner.call<Tool>('POST', '/tools', { body: aTool(language, 'return 7') });

    const runs = Array.from({ length: 4 }, () =>
      stack.planner.call<ExecutionResult>('POST', `/tools/${created.body.toolId}/execute`, { body: { input: {} } }),
    );

    for (const { body } of await Promise.all(runs)) expect(body).toMatchObject({ status: 'succeeded', output: 7 });
  });
});
