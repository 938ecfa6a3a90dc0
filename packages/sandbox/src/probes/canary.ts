import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Canary } from './probe.ts';

export interface LiveCanary extends Canary {
  /** How often the server has been connected to. */
  connections(): number;
  remove(): Promise<void>;
}

/** Everything by which an attempt can be known to have reached the host; empty when it has not. */
export function signsOfReach(
  canary: LiveCanary,
  { everything, output }: { everything: string; output: string },
): string[] {
  const signs = {
    'the secret came back': everything.includes(canary.secret),
    'it says so': /^"reached/.test(output),
    'the server was connected to': canary.connections() > 0,
    'the target exists': existsSync(canary.target),
  };
  return Object.entries(signs).flatMap(([sign, shows]) => (shows ? [sign] : []));
}

/** Puts out a file, an environment variable and a server that any ordinary process could reach. */
export async function createCanary(): Promise<LiveCanary> {
  const secret = `canary-${randomUUID()}`;
  const directory = await mkdtemp(join(tmpdir(), 'canary-'));
  const file = join(directory, 'secret.txt');
  await writeFile(file, secret);
  const variable = 'SANDBOX_CANARY';
  process.env[variable] = secret;
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    ...{ secret, directory, file, variable, port, target: join(directory, 'target') },
    connections: () => connections,
    async remove() {
      delete process.env[variable];
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}
