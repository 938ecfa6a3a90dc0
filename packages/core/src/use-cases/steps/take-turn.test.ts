import { createMemoryWindowCounter } from '../../testing/memory/memory-window-counter.ts';
import { createTestClock, type TestClock } from '../../testing/memory/test-clock.ts';
import { makeTakeTurn } from './take-turn.ts';

/** Notes when each turn comes; time stands still while they are given out. */
function aProcess(clock: TestClock, windows = createMemoryWindowCounter()) {
  const waits: number[] = [];
  const count = jest.fn(windows.count);
  const sleep = async (ms: number) => void waits.push(ms);
  return { waits, count, windows, takeTurn: makeTakeTurn({ windows: { count }, clock, sleep }) };
}

describe('takeTurn', () => {
  it('lets 30 calls a second through, evenly, and turns the rest away', async () => {
    const { takeTurn, waits } = aProcess(createTestClock());

    const turns = await Promise.all(Array.from({ length: 40 }, () => takeTurn('microvm', 800)));

    expect(turns.filter((turn) => turn === 'taken')).toHaveLength(30);
    expect(waits.sort((left, right) => left - right)).toEqual(
      [0, 200, 400, 600, 800].flatMap((ms) => Array(6).fill(ms)),
    );
  });

  it('shares the rate between processes', async () => {
    const clock = createTestClock();
    const first = aProcess(clock);
    const second = aProcess(clock, first.windows);

    const turns = await Promise.all(
      [first, second].flatMap(({ takeTurn }) => Array.from({ length: 20 }, () => takeTurn('microvm', 400))),
    );

    expect(turns.filter((turn) => turn === 'taken')).toHaveLength(18);
  });

  it('asks nobody about windows that it found full, until they are past', async () => {
    const clock = createTestClock();
    const { takeTurn, count } = aProcess(clock, { count: async () => 'full' });
    await takeTurn('microvm', 800);
    expect(count).toHaveBeenCalledTimes(5);

    expect(await takeTurn('microvm', 800)).toBe('exhausted');
    expect(count).toHaveBeenCalledTimes(5);
    clock.advance(200);
    await takeTurn('microvm', 800);

    expect(count).toHaveBeenCalledTimes(6);
  });

  it('has no rate in tier wasm', async () => {
    const { takeTurn, count } = aProcess(createTestClock(), { count: async () => 'full' });

    expect(await takeTurn('wasm', 0)).toBe('taken');
    expect(count).not.toHaveBeenCalled();
  });
});
