import type { Action } from '../agentcore-call.ts';
import { sessionIdOf } from '../session-id-of.ts';
import { instant } from '../sessions/session.ts';

export const getCodeInterpreterSession: Action = ({ query, interpreterId, sessions }) => {
  const session = sessions.find(interpreterId, sessionIdOf(query));
  return {
    body: {
      codeInterpreterIdentifier: interpreterId,
      sessionId: session.id,
      name: session.name,
      createdAt: instant(session.createdAtMs),
      sessionTimeoutSeconds: session.timeoutSeconds,
      status: session.status,
    },
  };
};
