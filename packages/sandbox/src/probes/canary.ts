import { randomUUID } from 'node:crypto';
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
