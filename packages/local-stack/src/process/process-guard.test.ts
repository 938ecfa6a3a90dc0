import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from '../testing/function-sources.ts';
import { eventually, isRunning } from '../testing/processes.ts';
import { startContained } from './contained-process.ts';
import { startProcessGuard } from './process-guard.ts';

const here = import.meta.dirname;
/** Prints its own process id and that of a child, then stays. */
const FAMILY = `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
console.log(process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);`;
/** A program that starts such a family under a guard, and passes on what it prints. */
const PARENT = `import { startContained } from ${JSON.stringify(join(here, 'contained-process.ts'))};
import { startProcessGuard } from ${JSON.stringify(join(here, 'process-guard.ts'))};
const guard = startProcessGuard();
const child = startContained({ command: [process.execPath, '-e', ${JSON.stringify(FAMILY)}], env: {}, cwd: '/', guard });
child.stdout.pipe(process.stdout);
setInterval(() => {}, 1000);`;

const firstLine = (stream: NodeJS.ReadableStream) =>
  new Promise<string>((resolve) => createInterface({ input: stream }).once('line', resolve));
const pidsOf = (line: string) => line.split(' ').map(Number);

// A busy machine takes its time to start processes.
jest.setTimeout(180_000);

describe('a contained process', () => {
  const folder = temporaryFolder();
  let parent: ChildProcess | undefined;
  const guards: ReturnType<typeof startProcessGuard>[] = [];

  function start(source: string, env: Record<string, string> = {}) {
    const guard = startProcessGuard();
    guards.push(guard);
    return startContained({ command: [process.execPath, '-e', source], env, cwd: folder.dir, guard });
  }

  afterAll(async () => {
    parent?.kill('SIGKILL');
    for (const guard of guards) await guard.close();
    folder.remove();
  });

  it('does not outlive a parent that is killed, nor do its own children', async () => {
    const file = join(folder.dir, 'parent.ts');
    writeFileSync(file, PARENT);
    const spawned = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'ignore'] });
    parent = spawned;
    const pids = pidsOf(await firstLine(spawned.stdout));
    expect(pids.map(isRunning)).toEqual([true, true]);

    spawned.kill('SIGKILL');

    await eventually(() => !pids.some(isRunning), 'the whole family is gone');
  });

  it('takes its children with it when it ends by itself', async () => {
    const child = start(`${FAMILY}\nsetTimeout(() => process.exit(4), 20);`);
    const pids = pidsOf(await firstLine(child.stdout));

    expect(await child.exited).toEqual({ code: 4, signal: null });
    await eventually(() => !pids.some(isRunning), 'the whole family is gone');
  });

  it('gets the environment it is given and no more', async () => {
    const child = start('console.log(JSON.stringify(process.env))', { ONLY: 'this' });

    expect(JSON.parse(await firstLine(child.stdout))).toEqual({ ONLY: 'this' });
  });

  it('ends with its guard', async () => {
    const child = start(FAMILY);
    const pids = pidsOf(await firstLine(child.stdout));

    await guards.at(-1)?.close();

    expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
    await eventually(() => !pids.some(isRunning), 'the whole family is gone');
  });

  it('can be signalled after it is gone', async () => {
    const child = start('');
    await child.exited;

    expect(() => child.kill('SIGTERM')).not.toThrow();
  });
});
