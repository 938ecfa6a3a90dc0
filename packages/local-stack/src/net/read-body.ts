import type { IncomingMessage } from 'node:http';

/**
 * The whole body. `too-large` above the limit in bytes: the rest is then read and thrown away, so that the client gets to see the answer.
 * `aborted`: the client went away.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'aborted'> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  return bytes > limit ? 'too-large' : Buffer.concat(chunks, bytes);
}
