import { useLiveInterpreters } from '../testing/open-live.ts';

const { open } = useLiveInterpreters();

describe('a live Python interpreter', () => {
  it('finds in one execution what another has left behind', async () => {
    const { run } = await open('python');

    await run('import math\ntotal = 40\ndef plus(n): return total + n\nopen("note.txt", "w").write("kept")');
    const second = await run('total += 1\nprint(plus(1), math.floor(2.5), open("note.txt").read())');

    expect(second).toMatchObject({ status: 'ended', exitCode: 0, stdout: '42 2 kept\n', stderr: '' });
  });

  it('prints what was raised as Python does, with the lines of the code that raised it', async () => {
    const { run } = await open('python');
    await run('def fail(x):\n    return 1 / x');

    const failed = await run('print("before")\nfail(0)');
    const next = await run('print("still here")');

    expect(failed).toMatchObject({ status: 'ended', exitCode: 1, stdout: 'before\n' });
    expect(failed.stderr).toMatch(/^Traceback .*\n {2}File "<execution 2>", line 2/);
    expect(failed.stderr).toMatch(/line 2, in fail\n {4}return 1 \/ x\n.*ZeroDivisionError: division by zero\n$/s);
    expect(failed.stderr).not.toContain('sandbox');
    expect(next.stdout).toBe('still here\n');
  });

  it.each([
    ['raise SystemExit(3)', 3, ''],
    ['raise SystemExit', 0, ''],
    ['raise SystemExit("enough")', 1, 'enough\n'],
    ['1 +', 1, 'SyntaxError'],
    ['import sys; print("told", file=sys.stderr)', 0, 'told\n'],
  ])('ends %j with exit code %d', async (code, exitCode, stderr) => {
    const { run } = await open('python');

    const execution = await run(code);

    expect(execution).toMatchObject({ status: 'ended', exitCode });
    expect(execution.stderr).toContain(stderr);
  });

  it('awaits at the top level', async () => {
    const { run } = await open('python');

    const { stdout } = await run('import asyncio\nx = await asyncio.sleep(0.01, "later")\nprint(x)');

    expect(stdout).toBe('later\n');
  });

  it('forgets variables and modules but keeps files when it is cleared', async () => {
    const { interpreter, run } = await open('python');
    await run(`import os, json\njson.dumps = None\nleft = 1\nos.makedirs("a/b")\nopen("a/b/c.txt", "w").write("kept")`);

    await interpreter.clear();
    const { stdout } = await run(
      'import json\nprint("left" in globals(), json.dumps({}), open("/home/sandbox/a/b/c.txt").read())',
    );

    expect(stdout).toBe('False {} kept\n');
  });

  it('shows code the files that were written, and its files outside', async () => {
    const { interpreter, run } = await open('python');
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index & 255);
    await interpreter.writeFile('data/in.bin', bytes);

    await run('open("data/out.bin", "wb").write(open("data/in.bin", "rb").read()[::-1])');

    expect(await interpreter.readFile('data/out.bin')).toEqual(Buffer.from(bytes).reverse());
    expect(await interpreter.listFiles('')).toEqual([{ name: 'data', isDirectory: true, bytes: 0 }]);
    expect(await interpreter.listFiles('data')).toEqual([
      { name: 'in.bin', isDirectory: false, bytes: 300 },
      { name: 'out.bin', isDirectory: false, bytes: 300 },
    ]);
    await interpreter.removeFile('data/in.bin');
    expect((await run('import os; print(os.listdir("data"))')).stdout).toBe("['out.bin']\n");
  });

  it('says why a file operation was not done', async () => {
    const { interpreter, run } = await open('python');
    await run('import os\nos.mkdir("folder")\nopen("file", "w").close()\nos.symlink("/lib", "link")');

    await expect(interpreter.readFile('nothing')).rejects.toMatchObject({ fault: 'absent' });
    await expect(interpreter.readFile('folder')).rejects.toMatchObject({ fault: 'not-a-file' });
    await expect(interpreter.listFiles('file')).rejects.toMatchObject({ fault: 'not-a-directory' });
    await expect(interpreter.writeFile('folder', Buffer.alloc(1))).rejects.toMatchObject({ fault: 'not-a-file' });
    await expect(interpreter.writeFile('file/x', Buffer.alloc(1))).rejects.toMatchObject({ fault: 'not-a-directory' });
    await expect(interpreter.listFiles('link')).rejects.toMatchObject({ fault: 'not-a-directory' });
    await expect(interpreter.readFile('link/python314.zip')).rejects.toMatchObject({ fault: 'not-a-directory' });
    await expect(interpreter.writeFile('link/x', Buffer.alloc(1))).rejects.toMatchObject({ fault: 'not-a-directory' });
  });

  it('draws other numbers in another session, and goes on where a seed was set', async () => {
    const draw = async () => {
      const { run } = await open('python');
      return (await run('import random; print(random.random())')).stdout;
    };
    const { run } = await open('python');
    await run('import random; random.seed(1)');

    expect(await draw()).not.toBe(await draw());
    expect((await run('print(random.random() == random.Random(1).random())')).stdout).toBe('True\n');
  });
});
