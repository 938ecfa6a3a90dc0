import type { Action } from '../agentcore-call.ts';
import { sessionIdOf } from '../session-id-of.ts';
import { instant } from '../sessions/session.ts';

/** Ends a session at once, with what runs in it. A session that has ended stays as it is. */
export const stopCodeInterpreterSession: Action = ({ query, interpreterId, sessions }) => {
  const { id, lastUpdatedAtMs } = sessions.stop(interpreterId, sessionIdOf(query));
  const lastUpdatedAt = instant(lastUpdatedAtMs);
  return { body: { codeInterpreterIdentifier: interpreterId, sessionId: id, lastUpdatedAt } };
};
