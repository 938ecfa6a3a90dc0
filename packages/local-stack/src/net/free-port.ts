import { createServer } from 'node:http';
import { closeServer, listenNear } from './listen.ts';

/** A port that was free a moment ago, `preferred` if it was: for programs that must be told their port. */
export async function freePort(preferred: number | undefined): Promise<number> {
  const server = createServer();
  const port = await listenNear(server, preferred);
  await closeServer(server);
  return port;
}
