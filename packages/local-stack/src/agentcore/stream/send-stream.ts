import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** What a stream is made of: bytes, or the end of the connection without a word. */
export type Piece = Buffer | 'reset';

/** Sends an event stream whose headers go out at once, no faster than the caller reads. */
export async function sendStream(
  response: ServerResponse,
  { sessionId, pieces }: { sessionId: string; pieces: AsyncIterable<Piece> },
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'application/vnd.amazon.eventstream',
    'x-amzn-code-interpreter-session-id': sessionId,
  });
  response.flushHeaders();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (piece === 'reset') return resetConnection(response);
    const isTaken =
      response.write(piece) ||
      (await once(response, 'drain', gone).then(
        () => true,
        () => false,
      ));
    if (!isTaken) return;
  }
  response.end();
}

/** Ends the connection as a crash on the other side would. What was written before has been sent. */
export function resetConnection(response: ServerResponse): void {
  setImmediate(() => response.socket?.resetAndDestroy());
}
