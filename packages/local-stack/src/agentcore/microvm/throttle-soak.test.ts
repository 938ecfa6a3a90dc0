import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@dtr/adapters-aws';
import { makeTakeTurn } from '@dtr/core';
import { createMemoryWindowCounter } from '@dtr/core/testing';
import { awsQuotas } from '../quotas.ts';
import { type OpenMicrovm, openMicrovm } from './open-microvm.ts';

/** `make soak` runs this at full length. */
const seconds = process.env.DTR_SOAK === '1' ? 60 : 6;
const offeredPerSecond = 300;
/** As long as a caller is kept waiting for a place. */
const patienceMs = 800;

jest.setTimeout((seconds + 30) * 1_000);

let microvm: OpenMicrovm;
beforeAll(async () => {
  microvm = await openMicrovm({ quotas: awsQuotas });
}, 60_000);
afterAll(() => microvm.close());

it(`gets the most out of a rate of ${awsQuotas.callsPerSecond} a second when ${offeredPerSecond} are asked for`, async () => {
  const takeTurn = makeTakeTurn({
    windows: createMemoryWindowCounter(),
    clock: systemClock,
    sleep: async (ms, signal) =>
      void (await sleep(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined)),
  });
  const call = () =>
    microvm.execute({ language: 'javascript', code: 'const handler = (input) => input;', inputJson: '{"a":1}' });
  const counts = new Map<string, number>();
  const count = (ending: string) => counts.set(ending, (counts.get(ending) ?? 0) + 1);
  const ask = async () => {
    if ((await takeTurn('microvm', patienceMs)) === 'exhausted') return count('asked to come back');
    const result = await call();
    return count(result.outcome === 'finished' ? result.execution.status : `${result.outcome}: ${result.reason}`);
  };
  // Interpreters are there, as they are in a service that has been busy for a while.
  await Promise.all([call(), call(), call()]);

  const asking: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let asked = 0; asked < offeredPerSecond * seconds; asked += 1) {
    const aheadMs = startedAt + (asked * 1_000) / offeredPerSecond - performance.now();
    if (aheadMs > 1) await sleep(aheadMs);
    asking.push(ask());
  }
  await Promise.all(asking);

  const { succeeded = 0, 'asked to come back': limited = 0, ...others } = Object.fromEntries(counts);
  process.stderr.write(
    `${asking.length} asked for in ${seconds} s: ${succeeded} succeeded, ${limited} asked to come back, ${JSON.stringify(others)}\n`,
  );
  expect(others).toEqual({});
  expect(succeeded).toBeGreaterThanOrEqual(0.9 * awsQuotas.callsPerSecond * seconds);
  expect(await microvm.sweepAfter(0)).toBe(0);
});
