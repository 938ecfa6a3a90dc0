import { exceptionEvent, failureEvent, resultEvent } from '../stream/events.ts';
import type { Piece } from '../stream/send-stream.ts';
import type { ToolResult } from '../tools/tool-result.ts';
import type { Fault } from './fault.ts';

/** The event stream of a result, as it is or as a fault makes it. The tool has run to its end in each case. */
export async function* streamPieces(result: Promise<ToolResult>, fault: Fault | undefined): AsyncGenerator<Piece> {
  const done = await result.catch((error: unknown) => ({ error }));
  if ('error' in done) yield failureEvent(done.error);
  else yield* shaped(done, fault);
}

function* shaped(result: ToolResult, fault: Fault | undefined): Generator<Piece> {
  const whole = resultEvent(result);
  const half = whole.subarray(0, whole.length / 2);
  switch (fault?.kind) {
    case 'truncate':
      yield half;
      return;
    case 'reset':
      yield half;
      yield 'reset';
      return;
    case 'no-result':
      return;
    case 'exception':
      yield resultEvent(partOf(result));
      yield exceptionEvent(fault.exception ?? 'InternalServerException', 'An exception was asked for.');
      return;
    case 'large-output':
      yield* largeOutput(fault.bytes ?? 100 * megabyte);
      yield whole;
      return;
    default:
      yield whole;
  }
}

const megabyte = 1_000_000;

/** What has been printed when half of it has. */
function partOf({ structuredContent }: ToolResult): ToolResult {
  const stdout = structuredContent?.stdout ?? '';
  return working(stdout.slice(0, Math.ceil(stdout.length / 2)));
}

function* largeOutput(bytes: number): Generator<Piece> {
  for (let sent = 0; sent < bytes; sent += megabyte)
    yield resultEvent(working('x'.repeat(Math.min(megabyte, bytes - sent))));
}

function working(stdout: string): ToolResult {
  const structuredContent = { stdout, stderr: '', taskStatus: 'working' } as const;
  return { content: [{ type: 'text', text: stdout }], structuredContent, isError: false };
}
