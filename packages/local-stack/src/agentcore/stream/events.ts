import { AgentCoreError, type StreamException, streamExceptions } from '../agentcore-error.ts';
import type { ToolResult } from '../tools/tool-result.ts';
import { encodeMessage } from './encode-message.ts';

export function resultEvent(result: ToolResult): Buffer {
  const headers = { ':message-type': 'event', ':event-type': 'result', ':content-type': 'application/json' };
  return encodeMessage(headers, result);
}

export function exceptionEvent(exception: StreamException, message: string, details: object = {}): Buffer {
  const name = `${exception.charAt(0).toLowerCase()}${exception.slice(1)}`;
  const headers = { ':message-type': 'exception', ':exception-type': name, ':content-type': 'application/json' };
  return encodeMessage(headers, { message, ...details });
}

/** An error that came up after the stream had begun. One that was not thrown on purpose is told as an internal one. */
export function failureEvent(error: unknown): Buffer {
  const known = error instanceof AgentCoreError ? streamExceptions.find((code) => code === error.code) : undefined;
  if (!known || !(error instanceof AgentCoreError)) return exceptionEvent('InternalServerException', 'Internal error');
  return exceptionEvent(known, error.message, error.details);
}
