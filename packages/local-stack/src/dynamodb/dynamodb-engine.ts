import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import { freePort } from '../net/free-port.ts';
import { type ContainedProcess, startContained } from '../process/contained-process.ts';
import { onLines } from '../process/lines.ts';
import type { ProcessGuard } from '../process/process-guard.ts';
import { engineBinary } from './engine-binary.ts';

const START_MS = 5_000;
/** Time for a clean end. The file survives a hard one as well. */
const STOP_MS = 1_000;
/** Pause before it is started again. */
const RESTART_MS = 200;

export interface DynamoDbEngine {
  readonly endpoint: string;
  readonly port: number;
  /** Kills it as a crash would; it comes back. */
  kill(): void;
  stop(): Promise<void>;
}

export interface DynamoDbEngineOptions {
  readonly folder: string;
  readonly preferredPort: number | undefined;
  readonly guard: ProcessGuard;
  readonly log: Log;
}

/** Runs dynoxide on its file in `folder`, and runs it again at the same address when it crashes. */
export async function startDynamoDbEngine(options: DynamoDbEngineOptions): Promise<DynamoDbEngine> {
  const { folder, preferredPort, log } = options;
  const binary = engineBinary();
  await mkdir(folder, { recursive: true });
  const port = await freePort(preferredPort);
  const endpoint = `http://127.0.0.1:${port}`;
  let stopping = false;
  const run = () => startProcess(binary, port, options);
  let child = run();
  await answering(child, endpoint);

  async function keepRunning(): Promise<void> {
    for (;;) {
      const { code, signal } = await child.exited;
      if (stopping) return;
      log.write('warn', 'dynamodb', 'the engine ended and is started again', { code, signal });
      await sleep(RESTART_MS);
      if (stopping) return;
      child = run();
      await answering(child, endpoint).catch((error) => log.write('warn', 'dynamodb', String(error)));
    }
  }

  const kept = keepRunning();
  return {
    endpoint,
    port,
    kill: () => child.kill('SIGKILL'),
    async stop() {
      stopping = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await kept;
      clearTimeout(timer);
    },
  };
}

function startProcess(binary: string, port: number, { folder, guard, log }: DynamoDbEngineOptions): ContainedProcess {
  const address = ['--host', '127.0.0.1', '--port', String(port)];
  const child = startContained({
    command: [binary, 'serve', ...address, '--db-path', join(folder, 'tables.sqlite')],
    cwd: folder,
    env: {},
    guard,
  });
  for (const stream of [child.stdout, child.stderr]) onLines(stream, (line) => log.write('debug', 'dynamodb', line));
  return child;
}

/** Waits until the engine answers; kills it when it does not. */
async function answering(child: ContainedProcess, endpoint: string): Promise<void> {
  let exited = false;
  child.exited.then(() => {
    exited = true;
  });
  for (const deadline = Date.now() + START_MS; Date.now() < deadline && !exited; await sleep(5)) {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (response?.headers.has('x-dynoxide-version')) return;
  }
  child.kill('SIGKILL');
  throw new Error(
    exited ? 'The DynamoDB engine ended while it started.' : `The DynamoDB engine gave no answer in ${START_MS} ms.`,
  );
}
