import type { ServerResponse } from 'node:http';
import { AgentCoreError } from './agentcore-error.ts';

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length, ...headers });
  response.end(text);
}

/** An error as the protocol has it. One that was not thrown on purpose says nothing of itself. */
export function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const isKnown = error instanceof AgentCoreError;
  const told = isKnown ? error : new AgentCoreError('InternalServerException', 'Internal error');
  sendJson(response, told.status, { message: told.message, ...told.details }, { 'x-amzn-errortype': told.code });
}
