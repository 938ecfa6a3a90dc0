import { existsSync } from 'node:fs';
import { hasEnded, hasProcessTable } from '../testing/linux-processes.ts';
import { useLiveInterpreters } from '../testing/open-live.ts';
import { assetsDirectory } from '../testing/open-sandbox.ts';
import { createLiveInterpreters } from './live-interpreters.ts';

const { open, giveBackAll, abandon } = useLiveInterpreters();

describe.each([
  ['python', 'while True: pass', 'x = "a" * (1 << 30)'],
  ['javascript', 'for (;;) {}', 'const a = []; for (;;) a.push(new Uint8Array(1 << 20));'],
] as const)('the process of a live %s interpreter', (language, endless, greedy) => {
  it('is killed when the time is over, and what was printed stays', async () => {
    const { interpreter, run } = await open(language);
    const hello = language === 'python' ? 'print("hello")\n' : 'console.log("hello");\n';

    const execution = await run(hello + endless, { timeoutMs: 500 });

    expect(execution).toMatchObject({ status: 'timed_out', exitCode: 124, stdout: 'hello\n' });
    expect(interpreter.isAlive()).toBe(false);
  });

  it('ends when it was refused memory', async () => {
    const { interpreter, run } = await open(language);

    expect(await run(greedy)).toMatchObject({ status: 'out_of_memory', exitCode: 137 });
    expect(interpreter.isAlive()).toBe(false);
  });

  it('keeps as much output as it may and says that there was more', async () => {
    const { run } = await open(language);
    const print = language === 'python' ? 'print("x" * 1000)' : 'console.log("x".repeat(1000))';

    expect(await run(print, { logBytes: 100 })).toMatchObject({ stdout: 'x'.repeat(100), truncated: true });
    expect(await run(print)).toMatchObject({ stdout: `${'x'.repeat(1000)}\n`, truncated: false });
  });

  it('is fresh for the next session', async () => {
    const { interpreter, run } = await open(language);
    const leave =
      language === 'python'
        ? 'import builtins; builtins.left = 1; left = 2; open("left.txt", "w").write("x"); open("/tmp/left", "w").close()'
        : 'globalThis.left = 1; var left2 = 2; Object.prototype.left3 = 3;';
    const look =
      language === 'python'
        ? 'import builtins, os; print("left" in globals(), hasattr(builtins, "left"), os.listdir("."), os.listdir("/tmp"))'
        : 'console.log(typeof left, typeof left2, ({}).left3)';
    await run(leave);
    await giveBackAll();

    const again = await open(language);

    expect(again.interpreter.pid).toBe(interpreter.pid);
    expect((await again.run(look)).stdout).toBe(
      language === 'python' ? 'False False [] []\n' : 'undefined undefined undefined\n',
    );
  });

  it('is gone when its use ends while it is busy', async () => {
    const { interpreter, run } = await open(language);
    const running = run(endless);

    await abandon();

    expect(await running).toMatchObject({ status: 'broke_down' });
    if (hasProcessTable) expect(hasEnded(interpreter.pid ?? 0)).toBe(true);
  });
});

it('ends the Python process that ends itself', async () => {
  const { interpreter, run } = await open('python');

  expect(await run('import os; print("bye", flush=True); os._exit(5)')).toMatchObject({
    status: 'broke_down',
    stdout: 'bye\n',
    breakdown: { type: 'ProcessExit' },
  });
  expect(interpreter.isAlive()).toBe(false);
});

it('leaves no process behind when all is closed, and opens none afterwards', async () => {
  const others = createLiveInterpreters({ assetsDir: assetsDirectory });
  const interpreter = await others.open('javascript');
  const spare = await others.open('javascript');
  await others.giveBack('javascript', spare, false);
  expect(others.count()).toBe(2);

  await others.close();

  expect(others.count()).toBe(0);
  if (hasProcessTable) expect([interpreter, spare].every(({ pid }) => !existsSync(`/proc/${pid}`))).toBe(true);
  await expect(others.open('javascript')).rejects.toThrow('closed');
});

it('keeps no process when it is told to keep none', async () => {
  const others = createLiveInterpreters({ assetsDir: assetsDirectory, spareMs: 0 });
  const interpreter = await others.open('javascript');

  await others.giveBack('javascript', interpreter, false);

  expect(interpreter.isAlive()).toBe(false);
  await others.close();
});

it('are never more than there may be, of both engines together', async () => {
  const few = createLiveInterpreters({ assetsDir: assetsDirectory, most: 2, waitMs: 10_000 });
  const first = await few.open('javascript');
  const second = await few.open('javascript');
  const third = few.open('javascript');
  expect(few.count()).toBe(2);

  await few.giveBack('javascript', second, false);
  expect(await third).toBe(second);
  await few.giveBack('javascript', first, false);
  // The spare of one engine makes room for the other.
  const python = await few.open('python');

  expect([python.isAlive(), first.isAlive(), few.count()]).toEqual([true, false, 2]);
  await few.close();
});
