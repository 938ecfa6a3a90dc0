import type { SandboxSession, SandboxSessions } from '../../ports/sandbox-sessions.ts';

export interface MemorySandboxSessions extends SandboxSessions {
  /** As an executor does it: a session that somebody has to stop. */
  start(session: SandboxSession): void;
}

export function createMemorySandboxSessions(): MemorySandboxSessions {
  const alive = new Map<string, SandboxSession>();
  return {
    start: (session) => void alive.set(session.sessionId, session),
    list: async () => [...alive.values()],
    async stop(sessionId) {
      alive.delete(sessionId);
    },
  };
}
