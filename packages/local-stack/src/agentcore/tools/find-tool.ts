import type { JsonObject } from '../agentcore-call.ts';
import { invalid } from '../agentcore-error.ts';
import type { Sessions } from '../sessions/open-sessions.ts';
import type { Session } from '../sessions/session.ts';
import { executeCode } from './execute-code.ts';
import { listFiles } from './list-files.ts';
import { readFiles } from './read-files.ts';
import { removeFiles } from './remove-files.ts';
import type { ToolResult } from './tool-result.ts';
import { writeFiles } from './write-files.ts';

/** A session for as long as one tool runs in it. */
export interface ToolContext {
  readonly session: Session;
  readonly sessions: Sessions;
}

/** Reads its arguments at once, throwing what is wrong with them, and answers what is to be done. */
export type Tool = (input: JsonObject) => (context: ToolContext) => Promise<ToolResult>;

const tools = new Map<string, Tool>(Object.entries({ executeCode, listFiles, readFiles, removeFiles, writeFiles }));
const commands = new Set(['executeCommand', 'startCommandExecution', 'getTask', 'stopTask']);

export function findTool(name: string): Tool {
  const tool = tools.get(name);
  if (tool) return tool;
  if (commands.has(name)) {
    throw invalid(`${name} is not offered here: the session has interpreters, but no shell. Use executeCode.`, 'name');
  }
  throw invalid(`name must be one of ${[...tools.keys(), ...commands].sort().join(', ')}.`, 'name');
}
