import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { prepareAssets } from '../build/prepare-assets.ts';
import { engines } from '../engines.ts';
import { createChild } from '../process/child.ts';
import { probeIsolation } from '../process/isolation.ts';
import { spawnChild } from '../process/spawn-child.ts';
import { createSandbox } from '../sandbox.ts';
import { childrenOf, hasEnded, hasProcessTable, readProcessFile } from '../testing/linux-processes.ts';
import { aRequest, assetsDirectory, openSandbox } from '../testing/open-sandbox.ts';

const onLinux = hasProcessTable ? it : it.skip;

beforeAll(() => prepareAssets({ directory: assetsDirectory }), 60_000);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(20);
}

describe('a sandbox process', () => {
  it('ends when its input ends', async () => {
    const child = spawnChild(engines.javascript, assetsDirectory, await probeIsolation());
    await createChild(child).whenReady();

    child.stdin?.end();

    expect(await once(child, 'close')).toEqual([0, null]);
  });

  onLinux('has an empty environment and no capabilities', async () => {
    const { command } = await probeIsolation();
    const child = spawnChild(engines.javascript, assetsDirectory, await probeIsolation());
    await createChild(child).whenReady();

    const environment = readProcessFile(child.pid, 'environ');
    const status = readProcessFile(child.pid, 'status');
    child.kill('SIGKILL');
    await once(child, 'close');

    expect(environment).toBe('');
    if (command.includes('--bounding-set')) expect(status).toMatch(/CapEff:\s0+\nCapBnd:\s0+\n/);
  });

  onLinux(
    'does not outlive the process that uses it, even when that is killed while code loops',
    async () => {
      const { endsWithParent } = await probeIsolation();
      const program = `
      const { createSandbox } = await import(${JSON.stringify(join(import.meta.dirname, '..', 'index.ts'))});
      const sandbox = createSandbox({ assetsDir: ${JSON.stringify(assetsDirectory)} });
      await sandbox.warm('javascript');
      sandbox.run(${JSON.stringify(aRequest('javascript', 'function f() { for (;;) {} }'))});
      console.log('running');`;
      const user = spawn(process.execPath, ['--input-type=module', '--no-warnings', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(user.stdout, 'data');
      const [pid = 0] = childrenOf(user.pid ?? 0);
      expect(hasEnded(pid)).toBe(false);

      user.kill('SIGKILL');

      // Where the system cannot tie the two together, this is not promised.
      if (endsWithParent) await until(() => hasEnded(pid));
      else process.kill(pid, 'SIGKILL');
    },
    20_000,
  );
});

describe('the processes of a sandbox', () => {
  const source = 'import os\ndef f(how):\n    if how == "raise": raise ValueError\n    if how == "exit": os._exit(1)';

  onLinux(
    'are kept after an ordinary exception and replaced after an extraordinary end',
    async () => {
      const sandbox = await openSandbox({ spareMs: 0 });
      await sandbox.warm('python');
      const children = () =>
        childrenOf(process.pid).filter((pid) => readProcessFile(pid, 'cmdline').includes('/python/'));
      const [before] = children();

      await sandbox.call('python', source, { how: 'raise' });
      await sandbox.call('python', source, { how: 'return' });
      expect(children()).toContain(before);

      await sandbox.call('python', source, { how: 'exit' });
      await sandbox.call('python', source, { how: 'return' });
      expect(children()).not.toContain(before);
      await sandbox.close();
    },
    20_000,
  );

  it('are all gone after it was closed, and runs are refused', async () => {
    const sandbox = await openSandbox({ concurrency: 2 });
    await sandbox.warm('javascript');
    const running = sandbox.call('javascript', 'function f() { for (;;) {} }');
    await wait(100);

    await sandbox.close();

    expect(await running).toMatchObject({ error: expect.anything() });
    expect(await sandbox.call('javascript', 'const f = () => 1')).toMatchObject({ status: 'not_started' });
  });

  it('work at the same time, as many as are allowed', async () => {
    const sandbox = await openSandbox({ concurrency: 2 });
    await sandbox.warm('javascript');
    const nap =
      'const f = async (ms) => { const t = Date.now(); await new Promise((r) => setTimeout(r, ms)); return [t, Date.now()]; };';

    const results = await Promise.all([1, 2].map(() => sandbox.call('javascript', nap, { ms: 1_500 })));
    await sandbox.close();

    const [[, endOfFirst], [startOfSecond]] = results.map(({ outputJson }) => JSON.parse(outputJson ?? '[]'));
    expect(startOfSecond).toBeLessThan(endOfFirst);
  }, 180_000);

  it('that cannot be started make the run not_started, and nothing weaker is tried', async () => {
    const sandbox = createSandbox({ assetsDir: '/nowhere' });

    const result = await sandbox.run(aRequest('python', 'def f(): return 1'));

    expect(result).toMatchObject({ status: 'not_started', outputStatus: 'none', error: { type: 'NotStarted' } });
    expect(JSON.stringify(result)).not.toContain('/nowhere');
    await expect(sandbox.warm('javascript')).rejects.toThrow('ended before it was ready');
    await sandbox.close();
  });
});
