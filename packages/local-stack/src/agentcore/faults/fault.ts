import type { Operation } from '../agentcore-call.ts';
import type { StreamException } from '../agentcore-error.ts';

export const faultKinds = [
  /** `ThrottlingException`, before anything is done. */
  'throttle',
  /** `exception` as an HTTP error, before anything is done. */
  'error',
  /** The connection ends: `before` anything is done, `after` all is done and nothing said, or `during` the event stream. */
  'reset',
  /** `delayMs` pass: `before` anything is done, or `after`, before a word of it is said. */
  'slow',
  /** The tool runs; half of the message with its result is sent, then the stream ends as if it were whole. */
  'truncate',
  /** The tool runs; half of its output is sent, then `exception` inside the stream. */
  'exception',
  /** The tool runs; the stream ends without an event. */
  'no-result',
  /** The tool runs; `bytes` of output are sent in events of 1 MB before its own. */
  'large-output',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** The kinds that only an event stream can have. */
export const streamKinds: readonly FaultKind[] = ['truncate', 'exception', 'no-result', 'large-output'];

/** Something that goes wrong on purpose. Of several that are armed, the first that strikes a call is the only one. */
export interface Fault {
  readonly kind: FaultKind;
  /** `InvokeCodeInterpreter` when absent. */
  readonly operation?: Operation;
  /** Strikes only invocations of this tool. */
  readonly tool?: string;
  /** How often it strikes. When absent: once, or without end when a probability is given. */
  readonly times?: number;
  /** Chance of striking a call, 0 to 1, drawn from a generator that `seed` starts: the same seed, the same calls. */
  readonly probability?: number;
  readonly seed?: number;
  /** Of `reset` and `slow`; `before` when absent. */
  readonly when?: 'before' | 'during' | 'after';
  /** Of `slow`; a second when absent. */
  readonly delayMs?: number;
  /** Of `error` and `exception`; `InternalServerException` when absent. */
  readonly exception?: StreamException;
  /** Of `large-output`; 100 MB when absent. */
  readonly bytes?: number;
}
