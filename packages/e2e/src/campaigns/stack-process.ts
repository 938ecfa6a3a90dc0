import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const main = join(root, 'packages', 'local-stack', 'src', 'main.ts');

/** The local stack as `make start` runs it, in a process that can be killed. */
export interface StackProcess {
  readonly api: string;
  readonly pid: number;
  /** Milliseconds from its start to the first 200 of `/health`. */
  readonly readyMs: number;
  /** `SIGKILL`, at once: nothing is flushed, nothing is closed. */
  kill(): Promise<void>;
  /** `SIGTERM`, and waits for the end. */
  stop(): Promise<void>;
}

/** Starts the stack over a data folder and waits until it is healthy. Throws with its output when it ends before. */
export async function startStackProcess(dataDir: string, port?: number): Promise<StackProcess> {
  const chosen = port ?? (await freePort());
  const api = `http://127.0.0.1:${chosen}`;
  const started = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(chosen),
      DTR_DATA_DIR: dataDir,
      DTR_REQUESTS_PER_SECOND: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  await untilHealthy(api, child, () => Buffer.concat(output).toString('utf8').slice(-4_000));
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    api,
    pid: child.pid ?? 0,
    readyMs: performance.now() - started,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

async function untilHealthy(api: string, child: ChildProcess, outputSoFar: () => string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the stack ended with ${child.exitCode}:\n${outputSoFar()}`);
    const health = await fetch(`${api}/health`).catch(() => undefined);
    if (health?.status === 200) return;
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error(`the stack was not healthy within 60 s:\n${outputSoFar()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
