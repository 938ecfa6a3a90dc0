import { prepareAssets } from '../build/prepare-assets.ts';
import type { EngineName } from '../engines.ts';
import { createLiveInterpreters, type LiveInterpreter, type LiveInterpreters } from '../live/live-interpreters.ts';
import type { Language } from '../run-request.ts';
import { assetsDirectory } from './open-sandbox.ts';

const limits = { timeoutMs: 10_000, memoryMb: 64, logBytes: 65_536 };

// A busy machine takes its time to start processes.
jest.setTimeout(30_000);

/** Live interpreters for one test file; each test gets its own, and gives it back. */
export function useLiveInterpreters() {
  let interpreters: LiveInterpreters;
  const opened: [EngineName, LiveInterpreter][] = [];
  const giveBackAll = async () => {
    for (const [engine, interpreter] of opened.splice(0)) await interpreters.giveBack(engine, interpreter, false);
  };
  beforeAll(async () => {
    await prepareAssets({ directory: assetsDirectory });
    interpreters = createLiveInterpreters({ assetsDir: assetsDirectory });
  }, 60_000);
  afterEach(giveBackAll);
  afterAll(() => interpreters.close());
  return {
    async open(language: Language) {
      const engine = language === 'python' ? 'python' : 'javascript';
      const interpreter = await interpreters.open(engine);
      opened.push([engine, interpreter]);
      const run = (code: string, given: Partial<typeof limits> = {}) =>
        interpreter.execute(code, language, { ...limits, ...given });
      return { interpreter, run };
    },
    giveBackAll,
    /** Ends the use of the one opened last while it works. */
    async abandon() {
      const [engine, interpreter] = opened.pop() ?? [];
      if (engine && interpreter) await interpreters.giveBack(engine, interpreter, true);
    },
  };
}
