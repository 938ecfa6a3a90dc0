import { randomUUID } from 'node:crypto';
import { type Server, STATUS_CODES } from 'node:http';

/** Answers what node refuses before it is a request, in the words of the gateway and with a request id. */
export function refuseMalformed(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
    const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
    const body = JSON.stringify({ message: STATUS_CODES[status] });
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/json',
      `content-length: ${body.length}`,
      `x-request-id: ${randomUUID()}`,
      'connection: close',
    ];
    return socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}
