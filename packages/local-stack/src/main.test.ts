import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient, readSharedCredentials } from '@dtr/client';
import { closeServer, listen } from './net/listen.ts';
import { writeFixtureBundles } from './testing/fixture-bundles.ts';
import { temporaryFolder } from './testing/function-sources.ts';
import { eventually, isRunning } from './testing/processes.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

interface Line {
  readonly level: string;
  readonly source: string;
  readonly message: string;
  readonly endpoints: { readonly api: string };
}

/** Runs the program itself, as `make start` does. */
// Each starts a whole stack, and a busy machine takes its time for that.
jest.setTimeout(180_000);

describe('the program', () => {
  const folder = temporaryFolder();
  const bundles = writeFixtureBundles(join(folder.dir, 'bundles'));
  const started: ChildProcess[] = [];

  function run(env: Record<string, string> = {}) {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        DTR_DATA_DIR: join(folder.dir, 'data'),
        DTR_BUNDLES_DIR: bundles,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    const lines: Line[] = [];
    const errors: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
    createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
    const exited = new Promise<number | NodeJS.Signals | null>((resolve) =>
      child.once('close', (code, signal) => resolve(code ?? signal)),
    );
    const said = (message: string) => lines.find((line) => line.message === message);
    return {
      child,
      errors,
      exited,
      async said(message: string) {
        await eventually(() => said(message) !== undefined, message, 10_000);
        return said(message) as Line;
      },
    };
  }

  /** Process ids of a function and of the stack's other children, as far as the system shows them. */
  async function functionPid({ endpoints }: Line): Promise<number> {
    const credentials = await readSharedCredentials(join(folder.dir, 'data', 'credentials'), 'planner');
    const { data } = await createClient({ endpoint: endpoints.api, credentials }).listTools();
    return (data as unknown as { pid: number }).pid;
  }

  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  afterAll(() => folder.remove());

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'runs until %s, then ends all it started and exits with 0',
    async (signal) => {
      const { child, said, exited } = run();
      const pid = await functionPid(await said('running'));

      child.kill(signal);

      expect(await exited).toBe(0);
      await eventually(() => !isRunning(pid), 'the function is gone');
    },
  );

  it('leaves nothing running when it is killed, and starts again with the same keys', async () => {
    const first = run();
    const pid = await functionPid(await first.said('running'));
    await first.said('all functions are warm');

    first.child.kill('SIGKILL');
    await first.exited;
    await eventually(() => !isRunning(pid), 'the function is gone');
    const again = run();

    expect(await functionPid(await again.said('running'))).not.toBe(pid);
  });

  it('ends at once at the second signal', async () => {
    const { child, said, exited } = run();
    const pid = await functionPid(await said('running'));

    child.kill('SIGINT');
    child.kill('SIGTERM');

    expect([0, 130]).toContain(await exited);
    await eventually(() => !isRunning(pid), 'the function is gone');
  });

  it.each([
    ['a setting that makes no sense', { PORT: 'x' }, /^PORT is "x"; it must be a whole number/],
    [
      'functions that are not built',
      { DTR_BUNDLES_DIR: '/nowhere' },
      /^The function tool-manager is not built .*run "make build"\.$/,
    ],
  ])('says in one line, and with exit code 1, that it cannot start with %s', async (_name, env, line) => {
    const { exited, errors } = run(env);

    expect(await exited).toBe(1);
    expect(errors).toEqual([expect.stringMatching(line)]);
  });

  it('says in one line that its port is taken', async () => {
    const server = createServer();
    const port = await listen(server, 0);

    const { exited, errors } = run({ PORT: String(port) });

    expect(await exited).toBe(1);
    expect(errors).toEqual([`Port ${port} is taken: set PORT to another one.`]);
    await closeServer(server);
  });
});
