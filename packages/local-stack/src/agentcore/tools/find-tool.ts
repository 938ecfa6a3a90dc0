import type { EngineName } from '@dtr/sandbox';
import type { LiveInterpreter } from '@dtr/sandbox/live';
import type { JsonObject } from '../agentcore-call.ts';
import { invalid } from '../agentcore-error.ts';
import { executeCode } from './execute-code.ts';
import { listFiles } from './list-files.ts';
import { readFiles } from './read-files.ts';
import { removeFiles } from './remove-files.ts';
import type { ToolResult } from './tool-result.ts';
import { writeFiles } from './write-files.ts';

/** What a tool will do, and with which of the session's interpreters. */
export interface Task {
  readonly engine: EngineName;
  run(interpreter: LiveInterpreter): Promise<ToolResult>;
}

/** Reads its arguments, throwing what is wrong with them. */
export type Tool = (input: JsonObject) => Task;

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
