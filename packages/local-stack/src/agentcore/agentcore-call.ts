import type { Sessions } from './sessions/open-sessions.ts';
import type { ToolResult } from './tools/tool-result.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export const operations = [
  'StartCodeInterpreterSession',
  'InvokeCodeInterpreter',
  'GetCodeInterpreterSession',
  'ListCodeInterpreterSessions',
  'StopCodeInterpreterSession',
] as const;
export type Operation = (typeof operations)[number];

/** A verified request. */
export interface AgentCoreCall {
  /** The code interpreter in the path. */
  readonly interpreterId: string;
  readonly query: URLSearchParams;
  /** The header in which an invocation names its session. */
  readonly sessionHeader: string | undefined;
  readonly input: JsonObject;
  readonly sessions: Sessions;
}

/** A JSON body, or an event stream whose one result is still being worked on. */
export type Answer =
  | { readonly body: JsonObject }
  | { readonly sessionId: string; readonly result: Promise<ToolResult> };

/** One operation. What it throws, or rejects with, is answered before anything else is sent. */
export type Action = (call: AgentCoreCall) => Answer | Promise<Answer>;
