import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createAgentCoreServer } from '../agentcore/create-agentcore-server.ts';
import { closeServer, listenNear } from '../net/listen.ts';
import type { StorageOptions } from './start-storage.ts';

/** Where `make build` puts the interpreters. */
const assetsDir = join(import.meta.dirname, '..', '..', '..', '..', '.build', 'sandbox');

/** Starts the Code Interpreter, or takes the one given. Returns its address. No interpreter runs before a session needs one. */
export async function startAgentCore(options: StorageOptions): Promise<string> {
  const { external, preferredPorts, findCredentials, closers, log } = options;
  if (external.agentcore) return external.agentcore;
  if (!existsSync(join(assetsDir, 'python', 'live.mjs'))) {
    log.write('warn', 'agentcore', 'sessions cannot run code: run "make build"');
  }
  const agentcore = createAgentCoreServer({
    interpreters: { assetsDir },
    findCredentials,
    onFailure: (error) => log.write('error', 'agentcore', 'the emulator failed', { reason: String(error) }),
  });
  const server = createServer({ keepAliveTimeout: 75_000, requestTimeout: 0 }, agentcore.handle);
  closers.add(async () => {
    await closeServer(server);
    await agentcore.close();
  });
  return `http://127.0.0.1:${await listenNear(server, preferredPorts('agentcore'))}`;
}
