import type { CodeInterpreterResult } from '@aws-sdk/client-bedrock-agentcore';
import type { Fault } from './faults/fault.ts';
import { broken, useFaultySessions } from './testing/use-faulty-sessions.ts';

const programs = {
  python: 'try:\n    n += 1\nexcept NameError:\n    n = 1\nprint("0123456789" + str(n))',
  javascript: 'globalThis.n = (globalThis.n ?? 0) + 1; console.log("0123456789" + n);',
  typescript:
    '(globalThis as any).n = ((globalThis as any).n ?? 0) + 1; console.log("0123456789" + (globalThis as any).n);',
} as const;
type Language = keyof typeof programs;

const given = useFaultySessions();

/** What the caller sees of one call under a fault, and how often the code has run by the end of the next one. */
async function under(fault: Fault, language: Language) {
  given.opened.server.faults.arm(fault);
  const seen: CodeInterpreterResult[] = [];
  const call = given.opened.invoke(given.sessionId, 'executeCode', { language, code: programs[language] }, seen);
  const error = await call.then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  const next = await given.opened.execute(given.sessionId, { language, code: programs[language] });
  const runs = Number(next.structuredContent?.stdout?.trim().slice('0123456789'.length));
  return { error, seen, hasRun: runs === 2 };
}

describe.each(Object.keys(programs) as Language[])('a fault as the SDK sees it, with %s', (language) => {
  it('throttle: a ThrottlingException before anything has run', async () => {
    const { error, seen, hasRun } = await under({ kind: 'throttle' }, language);

    expect(error).toMatchObject({ name: 'ThrottlingException', $metadata: { httpStatusCode: 429 } });
    expect([seen, hasRun]).toEqual([[], false]);
  });

  it('truncate: the stream ends and nothing came of it', async () => {
    const { error, seen, hasRun } = await under({ kind: 'truncate' }, language);

    expect(error).toMatchObject({ message: expect.stringMatching(/truncated|incomplete|premature/i) });
    expect([seen, hasRun]).toEqual([[], true]);
  });

  it('exception: part of the output, then the exception', async () => {
    const { error, seen, hasRun } = await under({ kind: 'exception' }, language);

    expect(error).toMatchObject({ name: 'InternalServerException' });
    expect(seen).toEqual([
      {
        content: [{ type: 'text', text: '012345' }],
        structuredContent: { stdout: '012345', stderr: '', taskStatus: 'working' },
        isError: false,
      },
    ]);
    expect(hasRun).toBe(true);
  });

  it.each([
    ['before', false],
    ['during', true],
    ['after', true],
  ] as const)('reset %s: the connection breaks; has it run: %s', async (when, expected) => {
    const { error, seen, hasRun } = await under({ kind: 'reset', when }, language);

    expect(error?.message).toMatch(broken);
    expect([seen, hasRun]).toEqual([[], expected]);
  });

  it('no result: the stream ends without an error and without a result', async () => {
    const { error, seen, hasRun } = await under({ kind: 'no-result' }, language);

    expect([error, seen, hasRun]).toEqual([undefined, [], true]);
  });

  it('slow: the answer takes its time', async () => {
    const startedAt = performance.now();
    const { error, seen, hasRun } = await under({ kind: 'slow', delayMs: 300, when: 'after' }, language);

    expect(performance.now() - startedAt).toBeGreaterThan(300);
    expect([error, seen.length, hasRun]).toEqual([undefined, 1, true]);
  });

  it('large output: as many bytes as asked for, then the result', async () => {
    const { error, seen, hasRun } = await under({ kind: 'large-output', bytes: 2_500_000 }, language);

    const sizes = seen.map(({ structuredContent }) => structuredContent?.stdout?.length);
    expect(sizes).toEqual([1_000_000, 1_000_000, 500_000, 12]);
    expect([error, hasRun]).toEqual([undefined, true]);
  });
});

it('sends 100 MB without holding them, as fast as they are read', async () => {
  given.opened.server.faults.arm({ kind: 'large-output' });
  let bytes = 0;
  const seen = {
    push: ({ structuredContent }: CodeInterpreterResult) => (bytes += structuredContent?.stdout?.length ?? 0),
  };

  await given.opened.invoke(
    given.sessionId,
    'executeCode',
    { language: 'javascript', code: 'console.log(1)' },
    seen as unknown as CodeInterpreterResult[],
  );

  expect(bytes).toBe(100_000_002);
}, 60_000);

it('leaves off sending when the reader goes away', async () => {
  given.opened.server.faults.arm({ kind: 'large-output', bytes: 2_000_000_000 });
  const request = { language: 'javascript', code: 'console.log(1)' } as const;
  await expect(
    (async () => {
      const seen = {
        push() {
          throw new Error('enough');
        },
      };
      await given.opened.invoke(given.sessionId, 'executeCode', request, seen as unknown as CodeInterpreterResult[]);
    })(),
  ).rejects.toThrow('enough');

  expect((await given.opened.execute(given.sessionId, request)).structuredContent?.stdout).toBe('1\n');
}, 60_000);
