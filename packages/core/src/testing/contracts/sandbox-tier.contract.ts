import type { SandboxSession, SandboxSessions } from '../../ports/sandbox-sessions.ts';
import type { WindowCounter } from '../../ports/window-counter.ts';
import { newUlid } from '../builders.ts';

export function describeWindowCounter(name: string, open: () => Promise<WindowCounter>) {
  describe(`WindowCounter: ${name}`, () => {
    const aWindow = () => ({ name: `test-${newUlid()}`, startsAtMs: Date.now(), lengthMs: 200, limit: 3 });

    it('counts up to the limit, however many come at once', async () => {
      const counter = await open();
      const window = aWindow();

      const outcomes = await Promise.all(Array.from({ length: 9 }, () => counter.count(window)));

      expect(outcomes.filter((outcome) => outcome !== 'full').sort()).toEqual([1, 2, 3]);
      expect(await counter.count(window)).toBe('full');
    });

    it('counts several places together, all of them or none', async () => {
      const counter = await open();
      const window = aWindow();

      expect(await counter.count({ ...window, places: 4 })).toBe('full');
      expect(await counter.count({ ...window, places: 2 })).toBe(2);
      expect(await counter.count({ ...window, places: 2 })).toBe('full');
      expect(await counter.count(window)).toBe(3);
    });

    it('counts each window and each name apart', async () => {
      const counter = await open();
      const window = { ...aWindow(), limit: 1 };
      await counter.count(window);

      expect(await counter.count(window)).toBe('full');
      expect(await counter.count({ ...window, startsAtMs: window.startsAtMs + 200 })).toBe(1);
      expect(await counter.count({ ...window, name: `${window.name}-other` })).toBe(1);
    });
  });
}

/** `start` is not the port's: executors start sessions. */
export interface SessionsUnderTest {
  readonly sessions: SandboxSessions;
  start(name: string): Promise<string>;
}

export function describeSandboxSessions(name: string, open: () => Promise<SessionsUnderTest>) {
  describe(`SandboxSessions: ${name}`, () => {
    it('lists what is alive by its name until it is stopped, once or twice', async () => {
      const { sessions, start } = await open();
      const [first, second] = [`dtr-${newUlid()}`, `dtr-${newUlid()}`];
      const [firstId, secondId] = [await start(first), await start(second)];
      const own = ({ name: given }: SandboxSession) => given === first || given === second;

      const before = (await sessions.list()).filter(own);
      await sessions.stop(firstId);
      await sessions.stop(firstId);
      const after = (await sessions.list()).filter(own);

      expect(before.map(({ sessionId }) => sessionId).sort()).toEqual([firstId, secondId].sort());
      expect(before.every(({ createdAt }) => new Date(createdAt).toISOString() === createdAt)).toBe(true);
      expect(after).toMatchObject([{ sessionId: secondId, name: second }]);
    });
  });
}
