import { getCodeInterpreterSession } from './actions/get-code-interpreter-session.ts';
import { invokeCodeInterpreter } from './actions/invoke-code-interpreter.ts';
import { listCodeInterpreterSessions } from './actions/list-code-interpreter-sessions.ts';
import { startCodeInterpreterSession } from './actions/start-code-interpreter-session.ts';
import { stopCodeInterpreterSession } from './actions/stop-code-interpreter-session.ts';
import type { Action, Operation } from './agentcore-call.ts';
import { AgentCoreError } from './agentcore-error.ts';

const routes = new Map<string, readonly [Operation, Action]>([
  ['PUT sessions/start', ['StartCodeInterpreterSession', startCodeInterpreterSession]],
  ['POST tools/invoke', ['InvokeCodeInterpreter', invokeCodeInterpreter]],
  ['GET sessions/get', ['GetCodeInterpreterSession', getCodeInterpreterSession]],
  ['POST sessions/list', ['ListCodeInterpreterSessions', listCodeInterpreterSessions]],
  ['PUT sessions/stop', ['StopCodeInterpreterSession', stopCodeInterpreterSession]],
]);

/** The operation that method and path name, with the code interpreter in the path. */
export function findAction(method: string, path: string) {
  const [, encoded = '', rest = ''] = /^\/code-interpreters\/([^/]+)\/(\w+\/\w+)$/.exec(path) ?? [];
  const [operation, action] = routes.get(`${method} ${rest}`) ?? [];
  if (operation && action) return { operation, action, interpreterId: decoded(encoded) };
  throw new AgentCoreError('UnknownOperationException', `${method} ${path} is not offered here.`);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
