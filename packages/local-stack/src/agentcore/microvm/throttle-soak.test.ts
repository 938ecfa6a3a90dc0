import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@dtr/adapters-aws';
import { makeTakeTurn } from '@dtr/core';
import { createMemoryWindowCounter } from '@dtr/core/testing';
import type { AgentCoreServerOptions } from '../create-agentcore-server.ts';
import { awsQuotas } from '../quotas.ts';
import { assetsDir } from '../testing/open-agentcore.ts';
import { createInstantInterpreters } from './instant-interpreters.ts';
import { openMicrovm } from './open-microvm.ts';

/** `make soak` runs this at full length, and once more with code that really runs, for which a busy machine is too slow. */
const isFullSize = process.env.DTR_SOAK === '1';
const seconds = isFullSize ? 60 : 6;
const offeredPerSecond = 300;
/** As long as a caller is kept waiting for a place. */
const patienceMs = 800;

jest.setTimeout((seconds + 60) * 1_000);

/** Asks for far more than the service allows; what became of each call, by its ending. */
async function offer(interpreters: AgentCoreServerOptions['interpreters']) {
  const microvm = await openMicrovm({ quotas: awsQuotas, interpreters });
  const takeTurn = makeTakeTurn({
    windows: createMemoryWindowCounter(),
    clock: systemClock,
    sleep: (ms) => sleep(ms),
  });
  const counts = new Map<string, number>();
  const count = (ending: string) => counts.set(ending, (counts.get(ending) ?? 0) + 1);
  const call = () => microvm.execute({ language: 'javascript', code: 'const handler = (input) => input;' });
  const ask = async () => {
    if ((await takeTurn('microvm', patienceMs)) === 'exhausted') return count('asked to come back');
    const result = await call();
    if (result.outcome === 'not-started' && result.isRateLimited) return count('asked to come back');
    return count(result.outcome === 'finished' ? result.execution.status : result.outcome);
  };
  // Interpreters are there, as they are in a service that has been busy for a while.
  await Promise.all([call(), call(), call(), call()]);

  const asking: Promise<unknown>[] = [];
  const startedAt = performance.now();
  for (let asked = 0; asked < offeredPerSecond * seconds; asked += 1) {
    const aheadMs = startedAt + (asked * 1_000) / offeredPerSecond - performance.now();
    if (aheadMs > 1) await sleep(aheadMs);
    asking.push(ask());
  }
  await Promise.all(asking);
  // Sessions whose stop was throttled too often are swept when they are over, by a rate that has recovered.
  await sleep(2_000);
  const left = await microvm.sweepAfter(3_600);
  await microvm.close();
  return { ...Object.fromEntries(counts), left };
}

const kinds: [string, AgentCoreServerOptions['interpreters']][] = [['answers at once', createInstantInterpreters()]];
if (isFullSize) kinds.push(['really runs', { assetsDir }]);

it.each(kinds)(
  `a service that allows ${awsQuotas.callsPerSecond} calls a second is used to nine tenths of that when ${offeredPerSecond} are asked for: code that %s`,
  async (_, interpreters) => {
    const endings = await offer(interpreters);

    process.stderr.write(`${offeredPerSecond}/s for ${seconds} s: ${JSON.stringify(endings)}\n`);
    const { succeeded = 0, ...others } = endings as Record<string, number>;
    expect(succeeded).toBeGreaterThanOrEqual(0.9 * awsQuotas.callsPerSecond * seconds);
    // Nobody is told anything but an output or to come back.
    expect(others).toEqual({ 'asked to come back': expect.any(Number), left: 0 });
  },
);
