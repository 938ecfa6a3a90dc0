import { type Language, languages } from '@dtr/contracts';
import type { ExecutorOutcome } from '@dtr/core';
import type { Fault } from '../faults/fault.ts';
import { type OpenMicrovm, openMicrovm } from './open-microvm.ts';

jest.setTimeout(180_000);

let microvm: OpenMicrovm;
beforeAll(async () => {
  microvm = await openMicrovm();
}, 60_000);
afterEach(() => microvm.service.server.faults.clear());
afterAll(() => microvm.close());

const tools: Readonly<Record<Language, string>> = {
  python: 'def handler(input):\n    print("printed")\n    return {"n": input["n"] + 1}',
  javascript: 'export const handler = ({ n }) => { console.log("printed"); return { n: n + 1 }; };',
  typescript:
    'export function handler({ n }: { n: number }): { n: number } { console.log("printed"); return { n: n + 1 }; }',
};
const call = (language: Language) => microvm.execute({ language, code: tools[language], inputJson: '{"n":1}' });

/** What a caller is told, without how long it took. */
function told(result: ExecutorOutcome) {
  if (result.outcome !== 'finished') return { ...result, reason: typeof result.reason };
  const { status, outputJson, logs } = result.execution;
  return { outcome: 'finished', status, outputJson, stdout: logs.stdout };
}

const well = { outcome: 'finished', status: 'succeeded', outputJson: '{"n":2}', stdout: 'printed\n' };
const notStarted = { outcome: 'not-started', reason: 'string' };
const rateLimited = { ...notStarted, isRateLimited: true };
const unknown = { outcome: 'unknown', reason: 'string' };

const start = 'StartCodeInterpreterSession';
const stop = 'StopCodeInterpreterSession';

const matrix: readonly (readonly [string, Fault, object])[] = [
  ['no fault', { kind: 'slow', delayMs: 0 }, well],
  ['a throttled invocation', { kind: 'throttle' }, rateLimited],
  ['a throttled start', { kind: 'throttle', operation: start }, rateLimited],
  ['too many sessions', { kind: 'error', exception: 'ServiceQuotaExceededException', operation: start }, rateLimited],
  ['a start that breaks', { kind: 'error', operation: start }, notStarted],
  ['a start whose answer is lost', { kind: 'reset', when: 'after', operation: start }, notStarted],
  ['a refused invocation', { kind: 'error', exception: 'AccessDeniedException' }, notStarted],
  ['a session that is gone', { kind: 'error', exception: 'ResourceNotFoundException' }, notStarted],
  ['an invocation that breaks', { kind: 'error' }, unknown],
  ['a stream that is cut in the middle of the result', { kind: 'truncate' }, unknown],
  ['an exception after half of the output', { kind: 'exception' }, unknown],
  ['throttling after half of the output', { kind: 'exception', exception: 'ThrottlingException' }, unknown],
  ['a connection that breaks before anything', { kind: 'reset' }, unknown],
  ['a connection that breaks in the middle', { kind: 'reset', when: 'during' }, unknown],
  ['a connection that breaks when all is done', { kind: 'reset', when: 'after' }, unknown],
  ['a stream without a result', { kind: 'no-result' }, unknown],
  ['100 MB of output before the result', { kind: 'large-output' }, well],
  ['an answer that takes its time', { kind: 'slow', delayMs: 500, when: 'after' }, well],
  ['a stop whose answer is lost', { kind: 'reset', when: 'after', operation: stop }, well],
  ['a stop that never happens', { kind: 'error', operation: stop }, well],
];

describe.each(languages)('a fault of the service while a tool in %s runs', (language) => {
  it.each(matrix)(
    '%s: the caller is told what is certain, and nothing is left after one sweep',
    async (_, fault, expected) => {
      microvm.service.server.faults.arm(fault);

      const result = await call(language);

      expect(told(result)).toEqual(expected);
      expect(microvm.service.server.faults.list()).toMatchObject([{ struck: 1 }]);
      expect(await microvm.sweepAfter(3_600)).toBe(0);
    },
  );
});

it('leaves to the sweep only what could not be stopped, and to the sweep no more than is over', async () => {
  microvm.service.server.faults.arm(
    { kind: 'error', operation: stop },
    { kind: 'reset', when: 'after', operation: start },
  );

  await call('javascript');
  await call('javascript');

  expect(await microvm.sweepAfter(0)).toBe(2);
  expect(await microvm.sweepAfter(3_600)).toBe(0);
});

it('keeps little of 100 MB', async () => {
  await call('javascript');
  microvm.service.server.faults.arm({ kind: 'large-output' });
  const before = process.memoryUsage().rss;
  let highest = 0;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 5);

  const result = await call('javascript');
  clearInterval(watch);

  expect(told(result)).toEqual(well);
  // The service is in this process too, and garbage is collected late; holding all of it, as text and as bytes, would take several times as much.
  expect((highest - before) / 1_000_000).toBeLessThan(150);
});

describe('a tool that is stopped', () => {
  const endless: Readonly<Record<Language, string>> = {
    python: 'def handler(input):\n    while True: pass',
    javascript: 'export const handler = () => { for (;;); };',
    typescript: 'export const handler = (): never => { for (;;); };',
  };
  const limits = { timeoutMs: 500, memoryMb: 64, outputBytes: 1_000, logBytes: 1_000 };

  it.each(languages)('at its time limit has timed out, in %s', async (language) => {
    await call(language);

    const result = await microvm.execute({ language, code: endless[language], limits });

    expect(told(result)).toMatchObject({ outcome: 'finished', status: 'timed_out' });
    expect(await microvm.sweepAfter(0)).toBe(0);
  });

  it.each(languages)('by its caller is gone within a second, in %s', async (language) => {
    await call(language);
    const cancel = new AbortController();
    const ample = { ...limits, timeoutMs: 60_000 };
    const running = microvm.execute({ language, code: endless[language], limits: ample }, { signal: cancel.signal });
    await new Promise((resolve) => setTimeout(resolve, 700));

    const cancelledAt = performance.now();
    cancel.abort();
    const result = await running;

    expect(performance.now() - cancelledAt).toBeLessThan(1_000);
    expect([result.outcome, await microvm.sweepAfter(0)]).toEqual(['unknown', 0]);
  });
});
