import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `hang`: take the request and never answer. `drop`: cut the connection. */
export type Scripted =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly text?: string;
    }
  | 'hang'
  | 'drop';

/** A server that gives the scripted answers in turn (the last one for ever after) and remembers what it was asked. */
export async function startScriptedServer(script: readonly Scripted[]) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const step = script[Math.min(seen.length, script.length - 1)] ?? 'drop';
    seen.push({ method, target: url, headers, body: Buffer.concat(chunks).toString() });
    if (step === 'drop') request.socket.destroy();
    if (typeof step === 'string') return;
    const type = step.status >= 400 ? 'application/problem+json' : 'application/json';
    const text = step.text ?? (step.json === undefined ? '' : JSON.stringify(step.json));
    response.writeHead(step.status, { ...(text !== '' && { 'content-type': type }), ...step.headers });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
