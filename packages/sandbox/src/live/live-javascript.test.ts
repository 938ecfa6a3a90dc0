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

const typescript = (code: string) => `data:application/typescript;base64,${Buffer.from(code).toString('base64')}`;

describe('a module whose source stands in its name', () => {
  it.each([
    ['data:text/javascript,export const n = 41%2B1', '42'],
    [`data:application/javascript;charset=utf-8;base64,${Buffer.from('export const n = "ü"').toString('base64')}`, 'ü'],
    [typescript('interface P { x: number }\nexport const n: number = (await Promise.resolve({ x: 3 } as P)).x;'), '3'],
    ['data:text/javascript,export * from "data:text/javascript,export const n = 7"', '7'],
  ])('is imported: %s', async (url, shown) => {
    const { run } = await open('javascript');

    const { stdout, stderr } = await run(`console.log(String((await import(${JSON.stringify(url)})).n))`);

    expect([stdout, stderr]).toEqual([`${shown}\n`, '']);
  });

  it('has a short name in stacks, and is not taken for another that looks like it', async () => {
    const { run } = await open('javascript');
    const padded = (n: number) =>
      `data:text/javascript,/*${'x'.repeat(60)}*/export const n = () => new Error("${n}").stack;/*${'x'.repeat(60)}*/`;

    const { stdout } = await run(
      `const f = await import('${padded(1)}'), g = await import('${padded(2)}'); console.log(f.n() + g.n());`,
    );

    expect(stdout).toContain('(data:text/javascript,/*xxxxxxxxxxxxxxxxxx......xxxxxxxxxxxxxxxxxx*/:1');
    expect(stdout).toContain('*/~2:1');
  });

  it.each([
    ['node:fs', 'There are no modules to import: "node:fs".'],
    ['data:text/plain,1', 'There are no modules to import: "data:text/plain,1".'],
    ['data:text/javascript,const = 1', 'SyntaxError'],
    [typescript('const x: = 1'), "SyntaxError: The module's source code could not be parsed"],
  ])('is refused when it is none: %s', async (url, message) => {
    const { run } = await open('javascript');

    const { stderr, exitCode } = await run(`await import(${JSON.stringify(url)})`);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});

it('shows one text as it is, whatever code has replaced', async () => {
  const { run } = await open('javascript');

  const { stdout } = await run(
    'Array.prototype.map = Array.prototype.join = Map.prototype.has = Map.prototype.get = () => "stolen"; console.log("100%% %s");',
  );

  expect(stdout).toBe('100%% %s\n');
});
