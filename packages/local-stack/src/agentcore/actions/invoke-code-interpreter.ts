import type { Action } from '../agentcore-call.ts';
import { object, text } from '../read-input.ts';
import { checkedSessionId } from '../session-id-of.ts';
import { terminated } from '../sessions/open-sessions.ts';
import { findTool } from '../tools/find-tool.ts';

/**
 * Runs a tool in a session. What is wrong with the request is answered before the stream begins, and so is that no interpreter
 * can be had; a session that ends meanwhile ends the stream with an exception. A caller that goes away stops nothing: only the
 * end of the session does.
 */
export const invokeCodeInterpreter: Action = async ({ input, interpreterId, sessionHeader, sessions }) => {
  const sessionId = checkedSessionId(sessionHeader);
  const { engine, run } = findTool(text(input, 'name'))(object(input, 'arguments'));
  const { session, release } = sessions.take(interpreterId, sessionId);
  try {
    const interpreter = await sessions.interpreter(session, engine);
    const work = async () => {
      // What comes out of a session that ended meanwhile says only that its processes were killed.
      const done = await run(interpreter).catch((error: Error) => error);
      if (session.status === 'TERMINATED') throw terminated(sessionId);
      if (done instanceof Error) throw done;
      return done;
    };
    return { sessionId, result: work().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
};
