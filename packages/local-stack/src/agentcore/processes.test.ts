import { readdirSync, readFileSync } from 'node:fs';
import { eventually } from '../testing/processes.ts';
import { assetsDir, openAgentCore } from './testing/open-agentcore.ts';

/** Processes of this one that run a live interpreter. */
function interpreterProcesses(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[1];
        return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('live.mjs');
      } catch {
        return false;
      }
    });
}

describe('the processes of sessions', () => {
  it('are there when a tool needs them, and gone when the session is stopped', async () => {
    const opened = await openAgentCore({ interpreters: { assetsDir, spareMs: 0 } });
    const id = await opened.start();
    expect(interpreterProcesses()).toHaveLength(0);
    await opened.execute(id, { language: 'javascript', code: '1' });
    await opened.execute(id, { language: 'python', code: '1' });
    expect(interpreterProcesses()).toHaveLength(2);

    await opened.stop(id);

    await eventually(() => interpreterProcesses().length === 0, 'no process is left');
    await opened.close();
  }, 180_000);

  it('are made fresh for the next session, which needs no other', async () => {
    const opened = await openAgentCore({ interpreters: { assetsDir, spareMs: 60_000 } });
    const first = await opened.start();
    await opened.execute(first, { language: 'javascript', code: 'globalThis.left = 1' });
    const [pid] = interpreterProcesses();
    await opened.stop(first);
    const second = await opened.start();
    const { structuredContent } = await opened.execute(second, {
      language: 'javascript',
      code: 'console.log(typeof left)',
    });

    expect(interpreterProcesses()).toEqual([pid]);
    expect(structuredContent?.stdout).toBe('undefined\n');
    await opened.close();
  }, 180_000);

  it('are kept no longer than for a while when no session needs them', async () => {
    const opened = await openAgentCore({ interpreters: { assetsDir, spareMs: 500 } });
    const id = await opened.start();
    await opened.execute(id, { language: 'javascript', code: '1' });
    expect(interpreterProcesses()).toHaveLength(1);

    await opened.stop(id);

    await eventually(() => interpreterProcesses().length === 0, 'no process is left');
    await opened.close();
  }, 180_000);

  it('are bounded: who gets none is throttled before the stream begins, and may try again', async () => {
    const opened = await openAgentCore({ interpreters: { assetsDir, most: 1, waitMs: 4_000 } });
    const [first, second] = [await opened.start(), await opened.start()];
    const hello = { language: 'javascript', code: 'console.log("hello")' } as const;
    await opened.execute(first, hello);

    await expect(opened.execute(second, hello)).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 429 },
    });
    await opened.stop(first);

    expect((await opened.execute(second, hello)).structuredContent?.stdout).toBe('hello\n');
    await opened.close();
  }, 180_000);

  it('end with the server, whatever runs in them', async () => {
    const opened = await openAgentCore();
    const id = await opened.start();
    const running = opened.execute(id, { language: 'javascript', code: 'for (;;) {}' }).catch((error) => error);
    await eventually(() => interpreterProcesses().length === 1, 'it runs');

    await opened.close();

    expect(interpreterProcesses()).toHaveLength(0);
    expect(await running).toBeInstanceOf(Error);
  }, 180_000);
});
