import fc from 'fast-check';
import { planner, researcher } from '../testing/builders.ts';
import { createMemoryWindowCounter } from '../testing/memory/memory-window-counter.ts';
import { createTestClock } from '../testing/memory/test-clock.ts';
import { makeCountRequest } from './count-request.ts';

const setUp = (windows = createMemoryWindowCounter()) => {
  const clock = createTestClock('2026-11-21T12:00:20.000Z');
  const count = jest.fn(windows.count);
  const aProcess = () => makeCountRequest({ windows: { count }, clock });
  return { clock, count, aProcess, countRequest: aProcess() };
};

describe('countRequest', () => {
  it('says what is left of the minute and when the next one begins', async () => {
    const { countRequest } = setUp();

    expect(await countRequest(planner, { requestsPerMinute: 3 }, false)).toEqual({
      limits: [{ of: 'requests', limit: 3, windowSeconds: 60, remaining: 2, resetSeconds: 40 }],
    });
  });

  it('lets through as many as the agent may, in all processes together, and none more until the next minute', async () => {
    const { aProcess, clock } = setUp();
    const processes = [aProcess(), aProcess(), aProcess()];

    const counted = await Promise.all(
      processes.flatMap((count) => Array.from({ length: 20 }, () => count(planner, { requestsPerMinute: 25 }, false))),
    );

    expect(counted.filter(({ usedUp }) => usedUp === undefined)).toHaveLength(25);
    expect(new Set(counted.map(({ limits: [state] }) => state?.remaining))).toEqual(
      new Set(Array.from({ length: 25 }, (_, index) => index)),
    );
    clock.advance(40_000);
    expect(await processes[0]?.(planner, { requestsPerMinute: 25 }, false)).not.toHaveProperty('usedUp');
  });

  it('counts each agent apart', async () => {
    const { countRequest } = setUp();
    await countRequest(planner, { requestsPerMinute: 1 }, false);

    expect(await countRequest(planner, { requestsPerMinute: 1 }, false)).toMatchObject({ usedUp: { remaining: 0 } });
    expect(await countRequest(researcher, { requestsPerMinute: 1 }, false)).not.toHaveProperty('usedUp');
  });

  it('asks nobody about a window that it found full', async () => {
    const { countRequest, count } = setUp();
    for (let index = 0; index < 10; index += 1) await countRequest(planner, { requestsPerMinute: 1 }, false);

    expect(count).toHaveBeenCalledTimes(2);
    expect(await countRequest(planner, { requestsPerMinute: 2 }, false)).not.toHaveProperty('usedUp');
  });

  it('takes places in growing blocks, so that most requests write nothing', async () => {
    const { countRequest, count } = setUp();
    const remaining: unknown[] = [];
    for (let index = 0; index < 600; index += 1) {
      const { limits } = await countRequest(planner, { requestsPerMinute: 600 }, false);
      remaining.push(limits[0]?.remaining);
    }

    expect(count.mock.calls.length).toBeLessThan(100);
    expect(remaining).toEqual(Array.from({ length: 600 }, (_, index) => 599 - index));
    expect(await countRequest(planner, { requestsPerMinute: 600 }, false)).toHaveProperty('usedUp');
  });

  it('never lets more through than may pass, and no fewer than all but what other processes have left', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 700 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 1_000 }),
        async (requestsPerMinute, order) => {
          const { aProcess } = setUp();
          const processes = [0, 1, 2, 3].map(() => aProcess());
          const counted = await Promise.all(
            order.map(async (index) => processes[index]?.(planner, { requestsPerMinute }, false)),
          );

          const passed = counted.filter((one) => one?.usedUp === undefined).length;
          const left = 3 * Math.floor(requestsPerMinute / 64);
          expect(passed).toBeLessThanOrEqual(requestsPerMinute);
          expect(passed).toBeGreaterThanOrEqual(Math.min(order.length, requestsPerMinute - left));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts executions by the day, for those who have a quota', async () => {
    const { countRequest, count } = setUp();
    const allowance = { requestsPerMinute: 100, executionsPerDay: 1 };

    await countRequest(planner, { requestsPerMinute: 100 }, true);
    await countRequest(planner, allowance, false);
    expect(count).toHaveBeenCalledTimes(2);
    const first = await countRequest(planner, allowance, true);
    const second = await countRequest(planner, allowance, true);

    const executions = { of: 'executions', limit: 1, windowSeconds: 86_400, remaining: 0, resetSeconds: 43_180 };
    expect(first.limits).toEqual([expect.objectContaining({ of: 'requests' }), executions]);
    expect(first).not.toHaveProperty('usedUp');
    expect(second).toMatchObject({ limits: [{ of: 'requests', remaining: 96 }, executions], usedUp: executions });
  });

  it('counts no execution of a request that is one too many', async () => {
    const { countRequest, count } = setUp();
    const allowance = { requestsPerMinute: 1, executionsPerDay: 5 };
    await countRequest(planner, allowance, true);

    expect((await countRequest(planner, allowance, true)).usedUp).toMatchObject({ of: 'requests' });
    expect(count.mock.calls.map(([{ name }]) => name)).toEqual([
      `requests:${planner}`,
      `executions:${planner}`,
      `requests:${planner}`,
    ]);
  });
});
