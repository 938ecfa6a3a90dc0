import { useLiveInterpreters } from '../testing/open-live.ts';

const { open } = useLiveInterpreters();

describe.each(['javascript', 'typescript'] as const)('a live %s interpreter', (language) => {
  it('finds in one execution what another has left behind', async () => {
    const { run } = await open(language);

    await run('let total = 40; const add = (n) => total + n; function twice(n) { return 2 * n; } class Kept {}');
    const second = await run('total += 1; console.log(add(1), twice(4), new Kept());');

    expect(second).toMatchObject({ status: 'ended', exitCode: 0, stdout: '42 8 Kept {}\n', stderr: '' });
  });

  it('waits for promises and timers, and lets await stand at the top', async () => {
    const { run } = await open(language);

    const { stdout } = await run(
      'setTimeout(() => console.log("third"), 20); const x = await Promise.resolve("first"); console.log(x); Promise.resolve().then(() => console.log("second"));',
    );

    expect(stdout).toBe('first\nsecond\nthird\n');
  });

  it.each([
    ['throw new TypeError("no")', 'Uncaught TypeError: no'],
    ['await Promise.reject(new Error("late"))', 'Uncaught Error: late'],
    ['setTimeout(() => { throw new Error("in a timer"); }, 1)', 'Uncaught Error: in a timer'],
    ['const = 1', 'SyntaxError'],
    ['await new Promise(() => {})', 'never resolved'],
    ['throw "text"', 'Thrown: text'],
  ])('tells of %j on stderr, and goes on', async (code, message) => {
    const { run } = await open(language);

    const failed = await run(code);
    const next = await run('console.log("still here")');

    expect(failed).toMatchObject({ status: 'ended', exitCode: 1, stdout: '' });
    expect(failed.stderr).toContain(message);
    expect(next).toMatchObject({ exitCode: 0, stdout: 'still here\n', stderr: '' });
  });

  it('runs what only parses as a module as a module', async () => {
    const { run } = await open(language);

    const { stdout, exitCode } = await run('export const f = (n) => n + 1; console.log(f(await 1));');

    expect([stdout, exitCode]).toEqual(['2\n', 0]);
  });

  it('forgets when it is cleared', async () => {
    const { interpreter, run } = await open(language);
    await run('globalThis.left = 1; const kept = 2; Array.prototype.map = null;');

    await interpreter.clear();
    const { stdout } = await run('console.log(typeof left, typeof kept, [1].map((n) => n + 1));');

    expect(stdout).toBe('undefined undefined [ 2 ]\n');
  });
});

it('takes the types away from TypeScript', async () => {
  const { run } = await open('typescript');

  const { stdout } = await run('interface P { x: number }\nconst p: P = { x: 3 };\nconsole.log(p.x as number);');

  expect(stdout).toBe('3\n');
});
