/** A sandbox session of the `microvm` tier that has not ended. */
export interface SandboxSession {
  readonly sessionId: string;
  /** As it was given at the start: `sandboxSessionName`. */
  readonly name: string;
  readonly createdAt: string;
}

/** What of the `microvm` tier is alive. */
export interface SandboxSessions {
  list(): Promise<readonly SandboxSession[]>;
  /** Whatever runs in it is cut off. Stopping what has ended is no fault. */
  stop(sessionId: string): Promise<void>;
}
