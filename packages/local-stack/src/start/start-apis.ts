import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { routes } from '@dtr/contracts';
import { defaultCors } from '../http-api/cors.ts';
import { createHttpApi } from '../http-api/http-api.ts';
import { createIamDoor } from '../http-api/iam-door.ts';
import { createKeyDoor } from '../http-api/key-door.ts';
import { refuseMalformed } from '../http-api/refuse-malformed.ts';
import type { Throttle } from '../http-api/token-bucket.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Log } from '../log/log.ts';
import { closeServer, listen, listenNear } from '../net/listen.ts';
import type { Closers } from './closers.ts';
import { deployedName } from './function-names.ts';
import { agents, credentialFinder, type Keys, userArn } from './keys.ts';
import { StartError } from './start-error.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** An API's port, which answers 503 until there is something to serve. */
export interface ApiPort {
  readonly server: Server;
  readonly url: string;
  serve(handler: Handler): void;
}

/** How a port is chosen: exactly one (0 for any), or one that is liked, else any. */
export type PortWish =
  | { readonly exactly: number; readonly variable: string }
  | { readonly rather: number | undefined };

/** Throws a `StartError` that names the variable when the port cannot be had. */
export async function listenForApi(wish: PortWish, closers: Closers): Promise<ApiPort> {
  let handle: Handler = (_request, response) => response.writeHead(503).end();
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => handle(request, response));
  refuseMalformed(server);
  // Without this Node itself would answer an unknown `Expect`, without a request id.
  server.on('checkExpectation', (request, response) => handle(request, response));
  const port = 'exactly' in wish ? await listenExactly(server, wish) : await listenNear(server, wish.rather);
  closers.add(() => closeServer(server));
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    serve(handler) {
      handle = handler;
    },
  };
}

function listenExactly(server: Server, { exactly: port, variable }: Extract<PortWish, { exactly: number }>) {
  return listen(server, port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    const why = error.code === 'EADDRINUSE' ? 'is taken' : 'may not be used';
    throw new StartError(`Port ${port} ${why}: set ${variable} to another one.`, { cause: error });
  });
}

export interface ApiOptions {
  readonly keys: Keys;
  readonly lambda: LambdaService;
  readonly throttle: Throttle | 'off' | undefined;
  readonly allowOrigins: readonly string[] | undefined;
  readonly log: Log;
}

/** As an account's default would be on one machine; each API has its own. */
const defaultThrottle: Throttle = { requestsPerSecond: 100, burst: 200 };

/** The two doors to the same routes: signatures at the first, keys of agents at the second. AWS knows one way in for each route. */
export function httpApis({ keys, lambda, throttle = defaultThrottle, allowOrigins, log }: ApiOptions) {
  const common = {
    routes,
    functionNames: { 'tool-manager': deployedName('tool-manager') },
    lambda,
    cors: { ...defaultCors, allowOrigins: allowOrigins ?? defaultCors.allowOrigins },
    throttle,
    log,
  };
  const findCredentials = credentialFinder(agents.map((agent) => [keys.agents[agent], userArn(agent)]));
  return {
    api: createHttpApi({ ...common, door: createIamDoor(findCredentials) }),
    keyApi: createHttpApi({
      ...common,
      door: createKeyDoor({ functionName: deployedName('authorizer'), lambda, log }),
    }),
  };
}
